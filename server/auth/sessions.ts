import type { Audit } from '../audit/audit.ts';
import type { Actor, Caller, Role } from '../caller.ts';
import { type Clock, toUnixSeconds } from '../clock.ts';
import type { Kv } from '../kv/kv.ts';
import { Refusal } from '../refusal.ts';
import type { LogoutResponse } from './auth.contract.ts';
import { isAllowed } from './roles.ts';
import { refused, type TokenClaims, type Tokens } from './tokens.ts';
import type { User, UserStore } from './users.store.ts';

type Parts = {
  readonly tokens: Tokens;
  readonly users: UserStore;
  readonly kv: Kv;
  readonly audit: Audit;
  readonly clock: Clock;
  /** Staff's part may be used from other PCs. */
  readonly isPanelOnLan: boolean;
};

export type Sessions = ReturnType<typeof createSessions>;

/** Who is signed in. The user row is read each time: a session ends with the account, its role or its password. */
export function createSessions({ tokens, users, kv, audit, clock, isPanelOnLan }: Parts) {
  /** Refuses callers on the network where the panel is for this PC alone. */
  function requirePanel({ isOverLan }: Caller): void {
    if (!isOverLan || isPanelOnLan) return;
    throw new Refusal('forbidden', 'panel.off-on-lan', 'the control panel is switched off on this network');
  }

  /** Refuses the network, the token (see `Tokens.read`), a revoked session, a role that may not, in this order. */
  async function authenticate(token: string, least: Role, caller: Caller): Promise<Actor> {
    requirePanel(caller);
    const claims = await tokens.read(token);
    const isRevoked = (await kv.exists(denyKey(claims.jti))) || !isStanding(users.findById(claims.sub), claims);
    if (isRevoked) throw refused('token-revoked', 'admin session revoked');
    if (!isAllowed(claims.role, least)) {
      const message = least === 'super-admin' ? 'super-admin role required' : `role '${claims.role}' is read-only`;
      throw new Refusal('forbidden', 'auth.role', message);
    }
    return { userId: claims.sub, email: claims.email, role: claims.role, jti: claims.jti };
  }

  /** Ends the session for good. Never refuses; a session that was ended before may be ended again. */
  async function signOut(token: string, { address }: Caller): Promise<LogoutResponse> {
    let claims: TokenClaims;
    try {
      claims = await tokens.read(token);
    } catch (error) {
      if (error instanceof Refusal) return { revoked: false, error: error.message };
      throw error;
    }
    const { jti, sub, email, exp } = claims;
    await kv.set(denyKey(jti), '1', exp - toUnixSeconds(clock.now()));
    await audit.record({
      action: 'admin.logout',
      userId: sub,
      userEmail: email,
      targetId: jti,
      ip: address,
      session: jti,
    });
    return { revoked: true, jti };
  }

  return { requirePanel, authenticate, signOut };
}

function isStanding(user: User | undefined, { role, iat }: TokenClaims): boolean {
  if (user?.is_active !== 1 || user.role !== role) return false;
  const validAfter = user.sessions_valid_after === null ? -Infinity : Date.parse(user.sessions_valid_after) / 1000;
  return iat >= validAfter;
}

const denyKey = (jti: string) => `jwt_denylist:${jti}`;
