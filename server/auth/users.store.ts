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
  /** Instant; tokens issued before it are void. */
  readonly sessions_valid_after: string | null;
};

export type NewUser = Omit<User, 'role'> & { readonly role: Role };

export type UserStore = ReturnType<typeof createUserStore>;

export function createUserStore(db: Database) {
  const columns = 'id, email, password_hash, role, is_active, created_at, sessions_valid_after';
  const selectById = db.prepare<[string], User>(`SELECT ${columns} FROM admin_users WHERE id = ?`);
  const selectByEmail = db.prepare<[string], User>(`SELECT ${columns} FROM admin_users WHERE email = ?`);
  const countAll = db.prepare<[], number>('SELECT count(*) FROM admin_users').pluck();
  const insertOne = db.prepare<[NewUser]>(
    `INSERT INTO admin_users (${columns})
     VALUES (@id, @email, @password_hash, @role, @is_active, @created_at, @sessions_valid_after)`,
  );
  const updateHash = db.prepare<[string, string]>('UPDATE admin_users SET password_hash = ? WHERE id = ?');

  function findById(id: string): User | undefined {
    return selectById.get(id);
  }
  /** `email` in lower case. */
  function findByEmail(email: string): User | undefined {
    return selectByEmail.get(email);
  }
  function count(): number {
    return countAll.get() ?? 0;
  }
  function insert(user: NewUser): void {
    insertOne.run(user);
  }
  function setHash(id: string, hash: string): void {
    updateHash.run(hash, id);
  }

  return { findById, findByEmail, count, insert, setHash };
}
