import { type Route, serve } from '../http/endpoint.ts';
import { portalEndpoint } from './portal.contract.ts';
import type { Portal } from './portal.ts';

export const portalRoutes = ({ portal }: { readonly portal: Portal }): Route[] => [
  serve(portalEndpoint, (_asked, caller) => portal.info(caller)),
];
