import { type Route, serveSignedIn } from '../http/endpoint.ts';
import { featuresEndpoint, featuresUpdateEndpoint } from './gates.contract.ts';
import type { Gates } from './gates.ts';

export const gatesRoutes = ({ gates, onChange }: { readonly gates: Gates; readonly onChange: () => void }): Route[] => [
  serveSignedIn(featuresEndpoint, gates.state),
  serveSignedIn(featuresUpdateEndpoint, (asked, caller) => {
    const next = gates.update(asked, caller);
    onChange();
    return next;
  }),
];
