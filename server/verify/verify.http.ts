import { type Route, serve } from '../http/endpoint.ts';
import type { RateLimits } from '../rate-limits/rate-limits.ts';
import { keysEndpoint, verifyEndpoint } from './verify.contract.ts';
import type { Verify } from './verify.ts';

type Parts = { readonly verify: Verify; readonly rateLimits: RateLimits };

export const verifyRoutes = ({ verify, rateLimits }: Parts): Route[] => [
  serve(verifyEndpoint, verify.judge, ({ address }) => rateLimits.count('verify', address)),
  serve(keysEndpoint, verify.listKeys),
];
