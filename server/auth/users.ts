import { type Clock, toInstant } from '../clock.ts';
import type { Audit } from '../audit/audit.ts';
import type { Role } from '../caller.ts';
import type { RecordDigests } from '../db/record-digests.ts';
import type { RecordHistory } from '../db/record-history.ts';
import type { InTransaction } from '../db/transactions.ts';
import type { Random } from '../random.ts';
import { Refusal } from '../refusal.ts';
import { isCommonPassword } from './common-passwords.ts';
import type { Passwords } from './passwords.ts';
import type { NewUser, User, UserStore } from './users.store.ts';

const table = 'admin_users';
const passwordMaxLength = 256;
const firstPasswordMinLength = 12;
const passwordMinLength = 8;

type Parts = {
  readonly store: UserStore;
  readonly passwords: Passwords;
  readonly audit: Audit;
  readonly digests: RecordDigests;
  readonly history: RecordHistory;
  readonly inTransaction: InTransaction;
  readonly clock: Clock;
  readonly random: Random;
};

export type Users = ReturnType<typeof createUsers>;

/** Staff accounts. Source: upstream auth/store.py. */
export function createUsers({ store, passwords, audit, digests, history, inTransaction, clock, random }: Parts) {
  /**
   * A new account. Refuses an e-mail that is none or is taken, a password that is too short (12 characters for the
   * first account, 8 for others), too long or too common.
   */
  async function create(email: string, role: Role, password: string): Promise<User> {
    const address = toEmailKey(email);
    if (!/^[^\s@]+@[^\s@]+$/.test(address))
      throw invalid('email', `'${email.trim()}' is not an e-mail address`, { email: email.trim() });
    requireGoodPassword(password, store.count() === 0);
    requireFree(address);
    const user: NewUser = {
      id: toUuid(random.bytes(16)),
      email: address,
      password_hash: await passwords.hash(password),
      role,
      is_active: 1,
      created_at: toInstant(clock.now()),
      sessions_valid_after: null,
    };
    inTransaction(() => {
      requireFree(address);
      store.insert(user);
      const commitHash = bind(null, user);
      audit.append({ action: 'user.create', targetId: user.id, metadata: { role }, commitHash });
    });
    return user;
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

  /** Keeps a hash that was made anew while the password was at hand. */
  async function renewHash(user: User, password: string): Promise<void> {
    const hash = await passwords.hash(password);
    inTransaction(() => {
      const now = store.findById(user.id);
      if (now?.password_hash !== user.password_hash) return;
      store.setHash(user.id, hash);
      const commitHash = bind(now, { ...now, password_hash: hash });
      audit.append({ action: 'user.password.rehash', userId: user.id, targetId: user.id, commitHash });
    });
  }

  /** Digest and history of a changed row; the log's entry holds the hash alone. */
  function bind(before: User | null, after: User): string {
    digests.write(table, after.id, after);
    return history.record({
      table,
      key: after.id,
      before: withoutHash(before),
      after: withoutHash(after),
      userId: null,
    });
  }

  function requireFree(email: string): void {
    if (store.findByEmail(email))
      throw invalid('email-taken', `an account with the e-mail '${email}' exists already`, { email });
  }

  return { create, createFirst, areThere, renewHash };
}

/** E-mails are compared trimmed and in lower case. Source: upstream auth/store.py. */
export function toEmailKey(email: string): string {
  return email.trim().toLowerCase();
}

/** Version 4. Source: RFC 9562 section 5.4. */
function toUuid(bytes: Buffer): string {
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

function requireGoodPassword(password: string, isFirst: boolean): void {
  const least = isFirst ? firstPasswordMinLength : passwordMinLength;
  const length = Array.from(password).length;
  if (length < least) throw invalid('password-short', `the password must have at least ${least} characters`, { least });
  if (length > passwordMaxLength) {
    throw invalid('password-long', `the password must have at most ${passwordMaxLength} characters`, {
      most: passwordMaxLength,
    });
  }
  if (isCommonPassword(password)) {
    throw invalid('password-common', 'this password is among the most common ones: choose another');
  }
}

/** The history is read by staff: it tells that a password changed, never its hash. */
function withoutHash(user: User | null): Readonly<Record<string, string | number | null>> | null {
  return user === null ? null : { ...user, password_hash: user.password_hash === null ? null : 'set' };
}

const invalid = (what: string, message: string, facts = {}) => new Refusal('invalid', `user.${what}`, message, facts);
