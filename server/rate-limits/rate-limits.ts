import type { Clock } from '../clock.ts';
import type { Kv } from '../kv/kv.ts';
import { Refusal } from '../refusal.ts';

/** Calls per minute and identifier; so many pass. Source: upstream security/rate_limiter.py. */
const allowed = {
  captcha: 30,
  search: 20,
  verify: 60,
  name_request: 5,
  shipment_lookup: 20,
  admin_login: 10,
  admin_login_email: 10,
  admin_step_up: 10,
} as const;

export type LimitScope = keyof typeof allowed;

const windowSeconds = 60;
const ttlSeconds = 120;

export type RateLimits = ReturnType<typeof createRateLimits>;

/** Fixed windows of a minute, aligned to the clock. */
export function createRateLimits({ kv, clock }: { readonly kv: Kv; readonly clock: Clock }) {
  /**
   * Counts a call; a refused one counts too. `bucket` sets callers apart who share an identifier and must not shut each
   * other out. Refuses over the limit, with the seconds to wait.
   */
  async function count(scope: LimitScope, identifier: string, bucket = ''): Promise<void> {
    const now = Math.floor(clock.now() / 1000);
    const start = now - (now % windowSeconds);
    const calls = await kv.incr(`rl:${scope}:${identifier}${bucket}:${start}`, ttlSeconds);
    if (calls <= allowed[scope]) return;
    const retryAfter = start + windowSeconds - now;
    throw new Refusal(
      'too-many',
      'rate-limit',
      `rate limit exceeded for '${scope}' (identifier='${identifier}'); retry in ${retryAfter}s`,
      { retry_after: retryAfter },
    );
  }

  return { count };
}
