import { type Route, serve } from '../http/endpoint.ts';
import type { RateLimits } from '../rate-limits/rate-limits.ts';
import { captchaEndpoint } from './captcha.contract.ts';
import type { Captcha } from './captcha.ts';

type Parts = { readonly captcha: Captcha; readonly rateLimits: RateLimits };

export const captchaRoutes = ({ captcha, rateLimits }: Parts): Route[] => [
  serve(captchaEndpoint, captcha.issue, ({ address }) => rateLimits.count('captcha', address)),
];
