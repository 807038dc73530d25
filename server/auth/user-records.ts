import type { AuditAction } from '../audit/actions.contract.ts';
import type { Audit } from '../audit/audit.ts';
import type { Actor, Role } from '../caller.ts';
import { type Clock, toInstant } from '../clock.ts';
import type { RecordDigests } from '../db/record-digests.ts';
import type { RecordHistory } from '../db/record-history.ts';
import type { InTransaction } from '../db/transactions.ts';
import { Refusal } from '../refusal.ts';
import type { SessionStore } from './sessions.store.ts';
import type { User, UserStore } from './users.store.ts';

const table = 'admin_users';

export type UserRecordParts = {
  readonly store: UserStore;
  readonly sessions: SessionStore;
  readonly audit: Audit;
  readonly digests: RecordDigests;
  readonly history: RecordHistory;
  readonly inTransaction: InTransaction;
  readonly clock: Clock;
};

/** Who changes an account. Null: the program itself, or someone at the command line of the machine. */
export type By = { readonly actor: Actor | null; readonly address: string | null };

export type UserChange = {
  readonly id: string;
  readonly by: By;
  readonly action: AuditAction;
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly endsSessions: boolean;
  /** The same object where nothing is to be changed. */
  readonly edit: (user: User) => User;
  /** Inside the transaction. */
  readonly alongside?: () => void;
};

export type UserRecords = ReturnType<typeof createUserRecords>;

/** The one way an account is written: row, digest, history, ended sessions and the log's entry in one transaction. */
export function createUserRecords(parts: UserRecordParts) {
  const { store, sessions, audit, digests, history, inTransaction, clock } = parts;

  /** `check` runs inside the transaction, before the row is written. */
  function insert(user: User & { readonly role: Role }, by: By, check: () => void): void {
    inTransaction(() => {
      check();
      store.insert(user);
      append('user.create', by, user, { metadata: { role: user.role }, commitHash: bind(null, user, by) });
    });
  }

  /**
   * Refuses `user.unknown`, and `user.last-super-admin` where nobody could manage the accounts any more. `ended` counts
   * the sessions that were open.
   */
  function change({ id, by, action, metadata, endsSessions, edit, alongside }: UserChange) {
    return inTransaction(() => {
      const before = require(id);
      const edited = edit(before);
      if (edited === before) return { user: before, ended: 0 };
      const now = toInstant(clock.now());
      const user = endsSessions ? { ...edited, sessions_valid_after: now } : edited;
      requireSuperAdminLeft(before, user);
      const commitHash = bind(before, user, by);
      store.update(user);
      const ended = endsSessions ? sessions.endAllOf(id, now) : 0;
      alongside?.();
      append(action, by, user, { ...(metadata && { metadata }), commitHash });
      return { user, ended };
    });
  }

  function require(id: string): User {
    const user = store.findById(id);
    if (user) return user;
    throw new Refusal('not-found', 'user.unknown', 'there is no such account');
  }

  function requireSuperAdminLeft(before: User, after: User): void {
    if (!isActiveSuperAdmin(before) || isActiveSuperAdmin(after) || store.activeSuperAdmins() > 1) return;
    const message = 'this is the last active super-admin: make another one first';
    throw new Refusal('invalid', 'user.last-super-admin', message);
  }

  type Said = { readonly metadata?: Readonly<Record<string, unknown>>; readonly commitHash: string };

  function append(action: AuditAction, { actor, address }: By, user: User, said: Said): void {
    audit.append({
      action,
      userId: actor?.userId ?? null,
      userEmail: actor?.email ?? null,
      targetId: user.id,
      ip: address,
      session: actor?.jti ?? null,
      ...said,
    });
  }

  /** Digest and history of a changed row; the log's entry holds the hash alone. */
  function bind(before: User | null, after: User, { actor }: By): string {
    const wasChangedOutside = before !== null && !digests.isAsWritten(table, before.id, before);
    digests.write(table, after.id, after);
    return history.record({
      table,
      key: after.id,
      before: before && withoutHash(before),
      after: withoutHash(after),
      userId: actor?.userId ?? null,
      wasChangedOutside,
    });
  }

  return { insert, change, require };
}

export function isActiveSuperAdmin({ role, is_active: isActive }: User): boolean {
  return role === 'super-admin' && isActive === 1;
}

/** The history is read by staff: it tells that a password changed, never its hash. */
function withoutHash(user: User): Readonly<Record<string, string | number | null>> {
  return { ...user, password_hash: user.password_hash === null ? null : 'set' };
}
