import { type Route, serveSignedIn } from '../http/endpoint.ts';
import { healthEndpoint } from './health.contract.ts';
import type { Health } from './health.ts';

export const healthRoutes = ({ health }: { readonly health: Health }): Route[] => [
  serveSignedIn(healthEndpoint, health.report),
];
