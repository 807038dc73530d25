import { TOTP } from 'otpauth';
import { startCenter, type CenterSetup, type TestCenter } from './start-center.ts';

export const bossPassword = 'con-meo-nho-2026';

/** A center whose super-admin `boss@example.vn` has a password; `signIn` gives a token of his. */
export async function withBoss(setup: CenterSetup = {}) {
  const center = await startCenter(setup);
  const boss = await center.users.create('boss@example.vn', 'super-admin', bossPassword);
  const login = (more: object = {}) =>
    center.post('/api/admin/login', { email: boss.email, password: bossPassword, ...more });
  async function signIn(more: object = {}): Promise<string> {
    return tokenOf((await login(more)).body);
  }
  return { center, boss, login, signIn };
}

/** The answer's token; empty where it has none. */
export function tokenOf(body: unknown): string {
  return typeof body === 'object' && body !== null && 'token' in body && typeof body.token === 'string'
    ? body.token
    : '';
}

/** Turns the second factor on; gives what makes a code, so many steps from now, and the recovery codes. */
export async function enrol(center: TestCenter, token: string, password = bossPassword) {
  const begun = await center.post('/api/admin/totp/begin', { token, password });
  const { secret } = begun.body as { secret: string };
  const totp = new TOTP({ secret, algorithm: 'SHA1', digits: 6, period: 30 });
  const code = (steps = 0) => totp.generate({ timestamp: center.clock.now() + steps * 30_000 });
  const confirmed = await center.post('/api/admin/totp/confirm', { token, totp: code() });
  const { recovery_codes: recoveryCodes } = confirmed.body as { recovery_codes: string[] };
  center.clock.pass(30_000);
  return { begun, confirmed, secret, code, recoveryCodes };
}
