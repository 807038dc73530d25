import { type Route, serveSignedIn } from '../http/endpoint.ts';
import { clockConfirmEndpoint, clockEndpoint } from './timekeeping.contract.ts';
import type { Timekeeping } from './timekeeping.ts';

export const timekeepingRoutes = ({ timekeeping }: { readonly timekeeping: Timekeeping }): Route[] => [
  serveSignedIn(clockEndpoint, (_asked, caller) => timekeeping.state(caller)),
  serveSignedIn(clockConfirmEndpoint, (_asked, caller) => timekeeping.confirm(caller)),
];
