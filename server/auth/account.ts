import type { Audit } from '../audit/audit.ts';
import type { Actor, SignedInCaller } from '../caller.ts';
import { type Clock, toInstant } from '../clock.ts';
import type { CertConfig } from '../config/cert-config.ts';
import type { InTransaction } from '../db/transactions.ts';
import { Refusal } from '../refusal.ts';
import type {
  ChangePasswordRequest,
  EndSessionsRequest,
  SessionInfo,
  SessionRow,
  StaffNotice,
} from './auth.contract.ts';
import type { Confirmation } from './confirmation.ts';
import type { NoticeStore } from './notices.store.ts';
import { doneBy, roleRefused, sessionRevoked } from './refusals.ts';
import type { SecondFactor } from './second-factor.ts';
import type { Sessions } from './sessions.ts';
import type { OpenSession, SessionStore } from './sessions.store.ts';
import type { Users } from './users.ts';
import type { User, UserStore } from './users.store.ts';

type Parts = {
  readonly config: CertConfig;
  readonly store: UserStore;
  readonly users: Users;
  readonly sessions: Sessions;
  readonly sessionStore: SessionStore;
  readonly secondFactor: SecondFactor;
  readonly confirmation: Confirmation;
  readonly notices: NoticeStore;
  readonly audit: Audit;
  readonly inTransaction: InTransaction;
  readonly clock: Clock;
};

const rescueNoticeMs = 7 * 86_400_000;

export type Account = ReturnType<typeof createAccount>;

/** What a signed-in user sees of himself, and does about his sessions and his password. */
export function createAccount(parts: Parts) {
  const { config, store, users, sessions, sessionStore, secondFactor, confirmation, notices, clock } = parts;

  function info({ actor, isLinePrivate }: SignedInCaller): SessionInfo {
    const user = requireUser(actor);
    const session = requireSession(actor.jti);
    const until = session.stepped_up_until;
    return {
      user_id: user.id,
      email: user.email,
      role: actor.role,
      jti: actor.jti,
      expires_at: session.expires_at,
      idle_seconds: session.idle_seconds,
      auth_mode: config.admin.auth_mode,
      has_password: user.password_hash !== null && user.one_time_until === null,
      has_second_factor: secondFactor.isOn(user.id),
      recovery_codes_left: secondFactor.codesLeft(user.id),
      must_change_password: user.one_time_until !== null,
      stepped_up_until: until !== null && Date.parse(until) > clock.now() ? until : null,
      is_line_private: isLinePrivate,
      notices: noticesFor(actor),
    };
  }

  function noticesFor({ role }: Actor): StaffNotice[] {
    const since = toInstant(clock.now() - rescueNoticeMs);
    const rescues = notices
      .rescues(since)
      .map(({ at, email }) => ({ kind: 'rescue' as const, at, email, reason: null }));
    const trouble = role === 'super-admin' ? notices.mailTrouble() : null;
    return trouble ? [...rescues, { kind: 'mail', at: trouble.at, email: null, reason: trouble.reason }] : rescues;
  }

  /** Newest first. Refuses everyone's to those who are no super-admin. */
  function list(everyone: boolean, { actor }: SignedInCaller): SessionRow[] {
    if (everyone) requireSuperAdmin(actor);
    const open = sessionStore.open(everyone ? null : actor.userId, toInstant(clock.now()));
    return open.map((session) => toRow(session, actor));
  }

  /** How many were open. Refuses a session that is not there, or is another user's where the role may not. */
  async function end({ jti, all }: EndSessionsRequest, caller: SignedInCaller): Promise<number> {
    const { actor, address } = caller;
    if (all) return users.endSessions(actor.userId, { actor, address });
    const session = sessionStore.find(jti);
    if (!session) throw new Refusal('not-found', 'session.unknown', 'there is no such session');
    if (session.user_id !== actor.userId) requireSuperAdmin(actor);
    await sessions.deny(jti, Date.parse(session.expires_at) / 1000);
    return parts.inTransaction(() => {
      if (!sessionStore.end(jti, toInstant(clock.now()))) return 0;
      parts.audit.append({ action: 'session.end', ...doneBy(caller), targetId: jti });
      return 1;
    });
  }

  /** Refuses the old password where one is needed, and what no password may be. Gives the token of a new session. */
  async function changePassword(asked: ChangePasswordRequest, caller: SignedInCaller): Promise<string> {
    const { actor, address } = caller;
    const before = requireUser(actor);
    if (before.password_hash !== null) await confirmation.requirePassword(before, asked.current_password, caller);
    else if (before.one_time_until === null) confirmation.requireSteppedUp(requireSession(actor.jti));
    const user = await users.setPassword(before.id, asked.new_password, { actor, address });
    const { token } = await sessions.open({ user, client: asked.client, caller });
    return token;
  }

  function requireUser({ userId }: Actor): User {
    const user = store.findById(userId);
    if (user) return user;
    throw sessionRevoked();
  }

  function requireSession(jti: string) {
    const session = sessionStore.find(jti);
    if (session) return session;
    throw sessionRevoked();
  }

  return { info, list, end, changePassword };
}

function requireSuperAdmin({ role }: Actor): void {
  if (role !== 'super-admin') throw roleRefused('super-admin role required');
}

function toRow({ jti, user_id, email, ...session }: OpenSession, actor: Actor): SessionRow {
  const { created_at, last_seen_at, expires_at, address, user_agent } = session;
  const is_current = jti === actor.jti;
  return { jti, user_id, email, created_at, last_seen_at, expires_at, address, user_agent, is_current };
}
