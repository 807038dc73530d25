import type { Role, SignedInCaller } from '../caller.ts';
import { type Clock, toInstant } from '../clock.ts';
import type { CertConfig } from '../config/cert-config.ts';
import type { SecondFactor } from './second-factor.ts';
import type { SessionStore } from './sessions.store.ts';
import { isActiveSuperAdmin } from './user-records.ts';
import type { UserView } from './users.contract.ts';
import type { Users, WithCode } from './users.ts';
import type { User, UserStore } from './users.store.ts';

type Parts = {
  readonly config: CertConfig;
  readonly store: UserStore;
  readonly users: Users;
  readonly sessionStore: SessionStore;
  readonly secondFactor: SecondFactor;
  readonly clock: Clock;
};

type UserWithCode = { readonly user: UserView; readonly code: string | null; readonly code_until: string | null };

export type UserDesk = ReturnType<typeof createUserDesk>;

/** Staff accounts as super-admins see and change them in the panel. */
export function createUserDesk({ config, store, users, sessionStore, secondFactor, clock }: Parts) {
  const needsPassword = config.admin.auth_mode === 'password';

  function list({ actor }: SignedInCaller): UserView[] {
    const view = viewer(actor.userId);
    return store.all().map(view);
  }

  async function create(email: string, role: Role, caller: SignedInCaller): Promise<UserWithCode> {
    return withCode(await users.invite(email, role, needsPassword, caller), caller);
  }

  function setRole(id: string, role: Role, caller: SignedInCaller): UserView {
    return viewer(caller.actor.userId)(users.setRole(id, role, caller));
  }

  function setActive(id: string, isActive: boolean, caller: SignedInCaller): UserView {
    return viewer(caller.actor.userId)(users.setActive(id, isActive, caller));
  }

  type Reset = { readonly id: string; readonly second_factor: boolean };

  async function reset({ id, second_factor }: Reset, caller: SignedInCaller): Promise<UserWithCode> {
    const alongside = () => {
      if (second_factor) secondFactor.remove(id);
    };
    const entry = { action: 'user.reset' as const, metadata: { second_factor }, alongside };
    return withCode(await users.reset(id, { needsPassword, ...entry }, caller), caller);
  }

  function endSessions(id: string, caller: SignedInCaller): number {
    return users.endSessions(id, caller);
  }

  function withCode({ user, code }: WithCode, { actor }: SignedInCaller): UserWithCode {
    return { user: viewer(actor.userId)(user), code, code_until: code === null ? null : user.one_time_until };
  }

  /** What is the same for every row is read once. */
  function viewer(selfId: string): (user: User) => UserView {
    const open = sessionStore.openCounts(toInstant(clock.now()));
    const seen = sessionStore.lastSeenOf();
    const owners = secondFactor.owners();
    const isLast = store.activeSuperAdmins() === 1;
    return (user) => ({
      id: user.id,
      email: user.email,
      role: user.role,
      is_active: user.is_active === 1,
      created_at: user.created_at,
      last_seen_at: seen.get(user.id) ?? null,
      open_sessions: open.get(user.id) ?? 0,
      has_password: user.password_hash !== null && user.one_time_until === null,
      has_second_factor: owners.has(user.id),
      must_change_password: user.one_time_until !== null,
      is_self: user.id === selfId,
      is_last_super_admin: isLast && isActiveSuperAdmin(user),
    });
  }

  return { list, create, setRole, setActive, reset, endSessions };
}
