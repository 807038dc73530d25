import { type Route, serve, serveSignedIn } from '../http/endpoint.ts';
import { nameRequestAnswerEndpoint, nameRequestEndpoint, nameRequestsEndpoint } from './name-requests.contract.ts';
import type { NameRequests } from './name-requests.ts';

export const nameRequestRoutes = ({ nameRequests }: { readonly nameRequests: NameRequests }): Route[] => [
  serve(nameRequestEndpoint, nameRequests.ask),
  serveSignedIn(nameRequestsEndpoint, nameRequests.list),
  serveSignedIn(nameRequestAnswerEndpoint, nameRequests.answer),
];
