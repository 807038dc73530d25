import type { Database } from '../db/open-database.ts';

type Status = 'waiting' | 'done' | 'refused';

export type StoredNameRequest = {
  readonly id: number;
  readonly created_at: string;
  readonly sbd: string;
  readonly what: 'name' | 'dob' | 'other';
  readonly right_value: string;
  readonly status: Status;
  readonly note: string | null;
  readonly answered_at: string | null;
  readonly answered_by: string | null;
};

type Asked = Pick<StoredNameRequest, 'sbd' | 'what' | 'right_value' | 'created_at'>;
type Answered = Pick<StoredNameRequest, 'id' | 'note' | 'answered_at' | 'answered_by'> & { readonly status: Status };

export type NameRequestStore = ReturnType<typeof createNameRequestStore>;

/** What students say is wrong in their records. Writes belong into the transaction that tells of them in the log. */
export function createNameRequestStore(db: Database) {
  const selectWaiting = db.prepare<[string], StoredNameRequest>(
    "SELECT * FROM name_request WHERE sbd = ? AND status = 'waiting'",
  );
  const selectOne = db.prepare<[number], StoredNameRequest>('SELECT * FROM name_request WHERE id = ?');
  const insert = db.prepare<[Asked]>(
    'INSERT INTO name_request (created_at, sbd, what, right_value) VALUES (@created_at, @sbd, @what, @right_value)',
  );
  const replace = db.prepare<[Asked & { readonly id: number }]>(
    'UPDATE name_request SET created_at = @created_at, what = @what, right_value = @right_value WHERE id = @id',
  );
  const close = db.prepare<[Answered]>(
    `UPDATE name_request SET status = @status, note = @note, answered_at = @answered_at, answered_by = @answered_by
     WHERE id = @id AND status = 'waiting'`,
  );
  const count = db.prepare<[Status], number>('SELECT count(*) FROM name_request WHERE status = ?').pluck();
  const page = (order: 'ASC' | 'DESC') =>
    db.prepare<[Status, number, number], StoredNameRequest>(
      `SELECT * FROM name_request WHERE status = ? ORDER BY id ${order} LIMIT ? OFFSET ?`,
    );
  const [oldestFirst, newestFirst] = [page('ASC'), page('DESC')];

  function findWaiting(sbd: string): StoredNameRequest | null {
    return selectWaiting.get(sbd) ?? null;
  }
  function find(id: number): StoredNameRequest | null {
    return selectOne.get(id) ?? null;
  }
  /** Gives the id. */
  function add(asked: Asked): number {
    return Number(insert.run(asked).lastInsertRowid);
  }
  function change(id: number, asked: Asked): void {
    replace.run({ ...asked, id });
  }
  /** False where it no longer waits. */
  function answer(answered: Answered): boolean {
    return close.run(answered).changes === 1;
  }
  function list(status: Status, limit: number, offset: number): readonly StoredNameRequest[] {
    return (status === 'waiting' ? oldestFirst : newestFirst).all(status, limit, offset);
  }
  function countOf(status: Status): number {
    return count.get(status) ?? 0;
  }

  return { findWaiting, find, add, change, answer, list, countOf };
}
