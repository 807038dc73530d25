import { type Route, serveSignedIn } from '../http/endpoint.ts';
import { cancelJobEndpoint, jobsEndpoint } from './jobs.contract.ts';
import type { Jobs } from './jobs.ts';

export const jobsRoutes = ({ jobs }: { readonly jobs: Jobs }): Route[] => [
  serveSignedIn(jobsEndpoint, () => ({ jobs: jobs.list() })),
  serveSignedIn(cancelJobEndpoint, ({ id }) => jobs.cancel(id)),
];
