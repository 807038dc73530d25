import type { Database } from '../db/open-database.ts';
import type { Role } from '../caller.ts';

/** A row of `admin_users`. */
export type User = {
  readonly id: string;
  /** Lower case. */
  readonly email: string;
  readonly password_hash: string | null;
  /** As stored: an upstream program may have written anything. */
  readonly role: string;
  readonly is_active: number;
  readonly created_at: string;
  /** Instant; tokens issued up to it are void, but for sessions that were opened after it in the same second. */
  readonly sessions_valid_after: string | null;
  /**
   * Instant. Where it is set, the hash is that of a one-time code that counts until then; without a hash the code was
   * used. Either way nothing but a new password lets the user work.
   */
  readonly one_time_until: string | null;
};

export type NewUser = Omit<User, 'role' | 'one_time_until'> & {
  readonly role: Role;
  readonly one_time_until?: string | null;
};

export type UserStore = ReturnType<typeof createUserStore>;

export function createUserStore(db: Database) {
  const columns = 'id, email, password_hash, role, is_active, created_at, sessions_valid_after, one_time_until';
  const selectById = db.prepare<[string], User>(`SELECT ${columns} FROM admin_users WHERE id = ?`);
  const selectByEmail = db.prepare<[string], User>(`SELECT ${columns} FROM admin_users WHERE email = ?`);
  const selectAll = db.prepare<[], User>(`SELECT ${columns} FROM admin_users ORDER BY email LIMIT 10000`);
  const countAll = db.prepare<[], number>('SELECT count(*) FROM admin_users').pluck();
  const countSuperAdmins = db
    .prepare<[], number>("SELECT count(*) FROM admin_users WHERE role = 'super-admin' AND is_active = 1")
    .pluck();
  const insertOne = db.prepare<[User]>(
    `INSERT INTO admin_users (${columns}) VALUES (@id, @email, @password_hash, @role, @is_active, @created_at,
       @sessions_valid_after, @one_time_until)`,
  );
  const updateOne = db.prepare<[User]>(
    `UPDATE admin_users SET password_hash = @password_hash, role = @role, is_active = @is_active,
       sessions_valid_after = @sessions_valid_after, one_time_until = @one_time_until WHERE id = @id`,
  );

  function findById(id: string): User | undefined {
    return selectById.get(id);
  }
  /** `email` in lower case. */
  function findByEmail(email: string): User | undefined {
    return selectByEmail.get(email);
  }
  /** In the order of their e-mails. */
  function all(): readonly User[] {
    return selectAll.all();
  }
  function count(): number {
    return countAll.get() ?? 0;
  }
  function activeSuperAdmins(): number {
    return countSuperAdmins.get() ?? 0;
  }
  function insert(user: NewUser): void {
    insertOne.run({ one_time_until: null, ...user });
  }
  /** Everything but id, e-mail and the day it was made. */
  function update(user: User): void {
    updateOne.run(user);
  }

  return { findById, findByEmail, all, count, activeSuperAdmins, insert, update };
}
