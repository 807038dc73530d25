import type { AuditAction } from '../audit/actions.contract.ts';
import type { Role } from '../caller.ts';
import { toInstant } from '../clock.ts';
import { type Random } from '../random.ts';
import { Refusal } from '../refusal.ts';
import { makeCode, toCodeKey } from './one-time-code.ts';
import { requireGoodPassword } from './password-rules.ts';
import type { Passwords } from './passwords.ts';
import { type By, createUserRecords, type UserRecordParts } from './user-records.ts';
import type { User } from './users.store.ts';

type Parts = UserRecordParts & {
  readonly passwords: Passwords;
  readonly random: Random;
};

/** A user, and the code by which he sets his first or next password; both null where none is needed. */
export type WithCode = { readonly user: User; readonly code: string | null };

export type Users = ReturnType<typeof createUsers>;

const codeLifeMs = 3 * 86_400_000;
const atTheMachine: By = { actor: null, address: null };

/** Staff accounts. Source: upstream auth/store.py. */
export function createUsers({ passwords, random, ...parts }: Parts) {
  const { store, clock } = parts;
  const records = createUserRecords(parts);

  /**
   * A new account. Refuses an e-mail that is none or is taken, a password that is too short (12 characters for the
   * first account, 8 for others), too long or too common.
   */
  async function create(email: string, role: Role, password: string): Promise<User> {
    const address = toEmail(email);
    requireGoodPassword(password, store.count() === 0);
    requireFree(address);
    return insert(address, role, { hash: await passwords.hash(password), until: null }, atTheMachine);
  }

  /** The first super-admin, where the operator gave a password and no account exists. Says whether one was made. */
  async function createFirst(email: string, password: string): Promise<boolean> {
    if (areThere()) return false;
    await create(email, 'super-admin', password);
    return true;
  }

  /** Whether any account was made yet. */
  function areThere(): boolean {
    return store.count() > 0;
  }

  /** As `create`, with a one-time code where a password will be needed. */
  async function invite(email: string, role: Role, needsPassword: boolean, by: By): Promise<WithCode> {
    const address = toEmail(email);
    requireFree(address);
    if (!needsPassword) return { user: insert(address, role, { hash: null, until: null }, by), code: null };
    const code = makeCode(random);
    const hash = await passwords.hash(toCodeKey(code));
    return { user: insert(address, role, { hash, until: codeUntil() }, by), code };
  }

  type Credentials = { readonly hash: string | null; readonly until: string | null };

  function insert(email: string, role: Role, { hash, until }: Credentials, by: By): User {
    const user = {
      id: toUuid(random.bytes(16)),
      email,
      password_hash: hash,
      role,
      is_active: 1,
      created_at: toInstant(clock.now()),
      sessions_valid_after: null,
      one_time_until: until,
    };
    records.insert(user, by, () => requireFree(email));
    return user;
  }

  function codeUntil(): string {
    return toInstant(clock.now() + codeLifeMs);
  }

  /** Ends the user's sessions. Refuses `user.unknown`, `user.last-super-admin`. */
  function setRole(id: string, role: Role, by: By): User {
    const edit = (user: User) => (user.role === role ? user : { ...user, role });
    return records.change({ id, by, action: 'user.role', metadata: { role }, endsSessions: true, edit }).user;
  }

  /** Ends the user's sessions. Refuses `user.unknown`, `user.last-super-admin`. */
  function setActive(id: string, isActive: boolean, by: By): User {
    const is_active = isActive ? 1 : 0;
    const edit = (user: User) => (user.is_active === is_active ? user : { ...user, is_active });
    const action = isActive ? 'user.activate' : 'user.deactivate';
    return records.change({ id, by, action, endsSessions: true, edit }).user;
  }

  type Reset = {
    readonly needsPassword: boolean;
    readonly action: AuditAction;
    readonly metadata: Readonly<Record<string, unknown>>;
    /** Inside the transaction. */
    readonly alongside?: () => void;
  };

  /** A one-time code in place of the password. Ends the user's sessions. Refuses `user.unknown`. */
  async function reset(id: string, { needsPassword, ...entry }: Reset, by: By): Promise<WithCode> {
    const code = needsPassword ? makeCode(random) : null;
    const hash = code === null ? null : await passwords.hash(toCodeKey(code));
    const until = code === null ? null : codeUntil();
    const edit = (user: User) => ({ ...user, password_hash: hash, one_time_until: until });
    return { user: records.change({ ...entry, id, by, endsSessions: true, edit }).user, code };
  }

  /** How many were open. Refuses `user.unknown`. */
  function endSessions(id: string, by: By): number {
    const edit = (user: User) => ({ ...user });
    return records.change({ id, by, action: 'user.sessions.end', endsSessions: true, edit }).ended;
  }

  /** A password of one's own. Ends every session. Refuses what `requireGoodPassword` does. */
  async function setPassword(id: string, password: string, by: By): Promise<User> {
    requireGoodPassword(password, false);
    const hash = await passwords.hash(password);
    const edit = (user: User) => ({ ...user, password_hash: hash, one_time_until: null });
    return records.change({ id, by, action: 'user.password.change', endsSessions: true, edit }).user;
  }

  /** Keeps a hash that was made anew while the password was at hand. Null where the password was changed meanwhile. */
  async function renewHash(user: User, password: string): Promise<User | null> {
    const hash = await passwords.hash(password);
    const edit = (now: User) => (now.password_hash === user.password_hash ? { ...now, password_hash: hash } : now);
    const change = {
      id: user.id,
      by: atTheMachine,
      action: 'user.password.rehash' as const,
      endsSessions: false,
      edit,
    };
    const { user: renewed } = records.change(change);
    return renewed.password_hash === hash ? renewed : null;
  }

  /** Whether the instant is still to come. */
  function isBefore(instant: string): boolean {
    return clock.now() < Date.parse(instant);
  }

  /** The code has let its owner in and is worth nothing from now on. Inside the transaction of the sign-in. */
  function useCode(user: User): void {
    const edit = (now: User) => ({ ...now, password_hash: null });
    records.change({ id: user.id, by: atTheMachine, action: 'user.code.use', endsSessions: false, edit });
  }

  function requireFree(email: string): void {
    if (store.findByEmail(email))
      throw invalid('email-taken', `an account with the e-mail '${email}' exists already`, { email });
  }

  return {
    create,
    createFirst,
    areThere,
    invite,
    setRole,
    setActive,
    reset,
    endSessions,
    setPassword,
    renewHash,
    useCode,
    isBefore,
  };
}

/** E-mails are compared trimmed and in lower case. Source: upstream auth/store.py. */
export function toEmailKey(email: string): string {
  return email.trim().toLowerCase();
}

function toEmail(typed: string): string {
  const email = toEmailKey(typed);
  if (email.length <= 254 && /^[^\s@\p{Cc}]+@[^\s@\p{Cc}]+$/u.test(email)) return email;
  throw invalid('email', `'${typed.trim()}' is not an e-mail address`, { email: typed.trim() });
}

/** Version 4. Source: RFC 9562 section 5.4. */
function toUuid(bytes: Buffer): string {
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

const invalid = (what: string, message: string, facts = {}) => new Refusal('invalid', `user.${what}`, message, facts);
