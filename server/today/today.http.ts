import { type Route, serveSignedIn } from '../http/endpoint.ts';
import { todayEndpoint } from './today.contract.ts';
import type { Today } from './today.ts';

export const todayRoutes = ({ today }: { readonly today: Today }): Route[] => [
  serveSignedIn(todayEndpoint, today.read),
];
