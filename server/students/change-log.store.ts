import type { Database } from '../db/open-database.ts';

/** One change of one row, as it was kept; columns in lower case, empty ones left out. */
export type LoggedChange = {
  readonly id: number;
  readonly table_name: string;
  readonly record_key: string;
  readonly changed_at: string;
  readonly changed_by: string | null;
  readonly before_json: string | null;
  readonly after_json: string | null;
  readonly was_changed_outside: number;
  readonly kind: string | null;
  readonly reason: string | null;
  readonly batch_id: string | null;
};

const mostShown = 200;

export type ChangeLog = ReturnType<typeof createChangeLog>;

/** Reads what `record_history` keeps of students. */
export function createChangeLog(db: Database) {
  const columns = `record_history.id, table_name, record_key, changed_at, admin_users.email AS changed_by, before_json,
    after_json, was_changed_outside, kind, reason, batch_id`;
  const from = 'FROM record_history LEFT JOIN admin_users ON admin_users.id = record_history.user_id';
  const selectOf = db.prepare<[string, string], LoggedChange>(
    `SELECT ${columns} ${from} WHERE table_name = ? AND record_key = ? ORDER BY record_history.id DESC LIMIT ${mostShown}`,
  );
  const selectOne = db.prepare<[number], LoggedChange>(`SELECT ${columns} ${from} WHERE record_history.id = ?`);
  const selectSince = db
    .prepare<[string, string, string], string | null>(
      `SELECT before_json FROM record_history WHERE table_name = ? AND record_key = ? AND changed_at >= ?
         AND before_json IS NOT NULL ORDER BY id LIMIT 1`,
    )
    .pluck();

  const selectLast = db
    .prepare<[string, string], string>(
      'SELECT changed_at FROM record_history WHERE table_name = ? AND record_key = ? ORDER BY id DESC LIMIT 1',
    )
    .pluck();

  /** Newest first. */
  function changesOf(table: string, sbd: string): LoggedChange[] {
    return selectOf.all(table, sbd);
  }
  function find(id: number): LoggedChange | undefined {
    return selectOne.get(id);
  }
  /** The row as it stood before the first change at or after that instant; undefined where there was none. */
  function rowBefore(table: string, sbd: string, since: string): string | null | undefined {
    return selectSince.get(table, sbd, since);
  }
  /** When the record changed for the last time. */
  function lastChange(table: string, sbd: string): string | undefined {
    return selectLast.get(table, sbd);
  }

  return { changesOf, find, rowBefore, lastChange };
}

/** Columns of a kept row; empty where there was none. */
export function readKept(json: string | null): Readonly<Record<string, string>> {
  const kept: unknown = json === null ? {} : JSON.parse(json);
  if (typeof kept !== 'object' || kept === null) return {};
  return Object.fromEntries(Object.entries(kept).map(([column, value]) => [column, String(value)]));
}
