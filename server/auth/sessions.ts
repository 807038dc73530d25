import type { Audit } from '../audit/audit.ts';
import type { Actor, Caller, Role } from '../caller.ts';
import { type Clock, toInstant, toUnixSeconds } from '../clock.ts';
import type { InTransaction } from '../db/transactions.ts';
import type { Demands } from '../http/endpoint.contract.ts';
import type { Kv } from '../kv/kv.ts';
import { Refusal } from '../refusal.ts';
import type { LogoutResponse } from './auth.contract.ts';
import {
  credentialsRefused,
  passwordDue,
  privateLineNeeded,
  roleRefused,
  sessionRevoked,
  stepUpNeeded,
} from './refusals.ts';
import { isAllowed, isRole } from './roles.ts';
import type { SessionRecord, SessionStore } from './sessions.store.ts';
import type { SessionUse } from './session-use.ts';
import type { TokenClaims, Tokens } from './tokens.ts';
import type { User, UserStore } from './users.store.ts';

type Parts = {
  readonly tokens: Tokens;
  readonly users: UserStore;
  readonly store: SessionStore;
  readonly use: SessionUse;
  readonly kv: Kv;
  readonly audit: Audit;
  readonly inTransaction: InTransaction;
  readonly clock: Clock;
  /** Staff's part may be used from other PCs. */
  readonly isPanelOnLan: () => boolean;
  /** The kiosk window of this PC's own program is open. */
  readonly isKioskOpen: () => boolean;
};

export type Opening = {
  /** As it was when the credentials were checked: if it is another one by now, nothing is opened. */
  readonly user: User;
  readonly client: string;
  readonly caller: Caller;
  /** Inside the transaction of the new session; what it throws undoes that. */
  readonly alongside?: (jti: string) => void;
};

export type Sessions = ReturnType<typeof createSessions>;

const openPerUser = 50;
const stepUpSeconds = 300;
/** Without use; tokens that no page of ours asked for live their whole time. */
const panelIdleSeconds = 1_800;
/** Of a panel on the PC whose kiosk window is open: students stand there. */
const besideKioskSeconds = 600;

/**
 * Who is signed in. User and session are read each time: a session ends with the account, its role, its password, at
 * the wish of who holds it, or of a super-admin.
 */
export function createSessions(parts: Parts) {
  const { tokens, users, store, use, kv, audit, inTransaction, clock, isPanelOnLan, isKioskOpen } = parts;

  /** Refuses callers on the network where the panel is for this PC alone. */
  function requirePanel({ isOverLan }: Caller): void {
    if (!isOverLan || isPanelOnLan()) return;
    throw new Refusal('forbidden', 'panel.off-on-lan', 'the control panel is switched off on this network');
  }

  /**
   * Refuses the network, the token (see `Tokens.read`), a session that has ended or was idle too long, a role that may
   * not, a password that is due, a line others can listen on, a step-up that is missing, in this order.
   */
  async function authenticate(token: string, least: Role, caller: Caller, demands: Demands = {}): Promise<Actor> {
    requirePanel(caller);
    const claims = await tokens.read(token);
    if (await kv.exists(denyKey(claims.jti))) throw sessionRevoked();
    const { user, known } = requireStanding(claims);
    const session = known ?? adopt(claims, caller);
    use.requireFresh(session, idleLimit(caller));
    requireRole(claims.role, least);
    if (user.one_time_until !== null && !demands.isOpenBeforePasswordChange) throw passwordDue();
    if (demands.isSensitive) requireSteppedUp(session, caller);
    if (!demands.isPassive) use.note(session);
    return { userId: user.id, email: user.email, role: claims.role, jti: claims.jti };
  }

  function requireStanding(claims: TokenClaims) {
    const user = users.findById(claims.sub);
    const known = store.find(claims.jti);
    if (!user || !isStanding(user, claims, known)) throw sessionRevoked();
    return { user, known };
  }

  /** In seconds. Students stand before the PC whose kiosk is open. */
  function idleLimit({ isThisPc }: Caller): number {
    return isThisPc && isKioskOpen() ? besideKioskSeconds : panelIdleSeconds;
  }

  function requireSteppedUp({ stepped_up_until: until }: SessionRecord, { isLinePrivate }: Caller): void {
    if (!isLinePrivate) throw privateLineNeeded();
    if (until === null || Date.parse(until) <= clock.now()) throw stepUpNeeded();
  }

  /** A token of an upstream program, or one from before sessions were kept. */
  function adopt(claims: TokenClaims, { address, userAgent }: Caller): SessionRecord {
    const session = toRecord(claims, { address, userAgent, now: toInstant(clock.now()) });
    use.tryWrite(() => store.insert(session, session.last_seen_at, openPerUser));
    return session;
  }

  /**
   * A new session, with its entry in the log. Who signs in has just said who it is, so sensitive acts are open. Refuses
   * where the account has changed since the credentials were checked; the oldest session ends where there are too many.
   */
  async function open({ user, client, caller, alongside }: Opening): Promise<{ token: string; role: Role }> {
    const { role } = user;
    if (!isRole(role)) throw credentialsRefused();
    const { token, claims } = await tokens.issue({ sub: user.id, email: user.email, role });
    const now = toInstant(clock.now());
    const { address, userAgent } = caller;
    const record = {
      ...toRecord(claims, { address, userAgent, now }),
      idle_seconds: client === 'panel' ? panelIdleSeconds : null,
      stepped_up_until: toInstant(clock.now() + stepUpSeconds * 1000),
    };
    inTransaction(() => {
      if (!isSameAccount(users.findById(user.id), user)) throw credentialsRefused();
      alongside?.(claims.jti);
      store.insert(record, now, openPerUser);
      audit.append({
        action: 'admin.login.success',
        userId: user.id,
        userEmail: user.email,
        metadata: { role },
        ip: address,
        session: claims.jti,
      });
    });
    return { token, role };
  }

  /** Ends the session for good. Never refuses a token; a session that was ended before may be ended again. */
  async function signOut(token: string, { address }: Caller): Promise<LogoutResponse> {
    let claims: TokenClaims;
    try {
      claims = await tokens.read(token);
    } catch (error) {
      if (error instanceof Refusal) return { revoked: false, error: error.message };
      throw error;
    }
    const { jti, sub: userId, email: userEmail, exp } = claims;
    await deny(jti, exp);
    inTransaction(() => {
      store.end(jti, toInstant(clock.now()));
      audit.append({ action: 'admin.logout', userId, userEmail, targetId: jti, ip: address, session: jti });
    });
    return { revoked: true, jti };
  }

  /** So that an upstream program on the same KV sees it too. `exp` in Unix seconds. */
  function deny(jti: string, exp: number): Promise<void> {
    return kv.set(denyKey(jti), '1', exp - toUnixSeconds(clock.now()));
  }

  /** Opens sensitive acts for five minutes; gives the instant until when. Belongs into a transaction. */
  function stepUp(jti: string): string {
    const until = toInstant(clock.now() + stepUpSeconds * 1000);
    store.stepUp(jti, until);
    return until;
  }

  return { requirePanel, authenticate, open, signOut, deny, stepUp };
}

function requireRole(role: Role, least: Role): void {
  if (isAllowed(role, least)) return;
  throw roleRefused(least === 'super-admin' ? 'super-admin role required' : `role '${role}' is read-only`);
}

/**
 * Seconds are all a token tells of its age: one that was issued in the second in which everything ended is void, but
 * for a session that is known to have been opened after it.
 */
function isStanding(user: User, { role, iat }: TokenClaims, session: SessionRecord | undefined): boolean {
  if (user.is_active !== 1 || user.role !== role) return false;
  if (session && session.ended_at !== null) return false;
  if (user.sessions_valid_after === null) return true;
  const validAfter = Math.floor(Date.parse(user.sessions_valid_after) / 1000);
  return session ? iat >= validAfter : iat > validAfter;
}

function isSameAccount(now: User | undefined, before: User): boolean {
  return (
    now?.is_active === 1 &&
    now.role === before.role &&
    now.password_hash === before.password_hash &&
    now.one_time_until === before.one_time_until
  );
}

type Seen = { readonly address: string; readonly userAgent: string; readonly now: string };

function toRecord({ jti, sub, iat, exp }: TokenClaims, { address, userAgent, now }: Seen): SessionRecord {
  return {
    jti,
    user_id: sub,
    created_at: toInstant(iat * 1000),
    last_seen_at: now,
    expires_at: toInstant(exp * 1000),
    address,
    user_agent: userAgent,
    idle_seconds: null,
    stepped_up_until: null,
    ended_at: null,
  };
}

const denyKey = (jti: string) => `jwt_denylist:${jti}`;
