import type { Database } from '../db/open-database.ts';
import { AuditFault, type OutsideChange } from './audit.contract.ts';
import type { FoundChange } from './record-check.store.ts';

/** What the last checks found, kept so that a restart forgets nothing. */
export type StoredVerdict = {
  /** Instants; null before the first check of its kind. */
  readonly checkedAt: string | null;
  readonly wholeLogCheckedAt: string | null;
  readonly recordsCheckedAt: string | null;
  /** Entries that the newest check of the log looked at. */
  readonly rows: number;
  readonly fault: AuditFault | null;
};
type StoredChange = {
  readonly table_name: string;
  readonly record_key: string;
  readonly round_id: string | null;
  readonly kind: OutsideChange['kind'];
  readonly found_at: string;
};

const verdictSetting = 'audit.verdict';
const unchecked: StoredVerdict = {
  checkedAt: null,
  wholeLogCheckedAt: null,
  recordsCheckedAt: null,
  rows: 0,
  fault: null,
};

export type VerdictStore = ReturnType<typeof createVerdictStore>;

/** The verdict on the log, and the records found changed outside the program, until someone accepts them. */
export function createVerdictStore(db: Database) {
  const selectSetting = db.prepare<[string], string>('SELECT value FROM settings WHERE key = ?').pluck();
  const writeSetting = db.prepare<[string, string, string]>('INSERT OR REPLACE INTO settings VALUES (?, ?, ?)');
  const selectChanges = db.prepare<[number], StoredChange>(
    'SELECT * FROM outside_change ORDER BY found_at DESC, table_name, record_key LIMIT ?',
  );
  const countEach = db.prepare<[], { table: string; count: number }>(
    'SELECT table_name AS "table", count(*) AS count FROM outside_change GROUP BY table_name ORDER BY table_name',
  );
  const selectKeysOf = db
    .prepare<[string, number], string>('SELECT record_key FROM outside_change WHERE table_name = ? LIMIT ?')
    .pluck();
  const countAll = db.prepare<[], number>('SELECT count(*) FROM outside_change').pluck();
  const selectKeys = db.prepare<[], Pick<StoredChange, 'table_name' | 'record_key'>>(
    'SELECT table_name, record_key FROM outside_change',
  );
  const insert = db.prepare<[StoredChange]>(
    `INSERT INTO outside_change VALUES (@table_name, @record_key, @round_id, @kind, @found_at)
       ON CONFLICT (table_name, record_key) DO UPDATE SET kind = excluded.kind`,
  );
  const deleteOne = db.prepare<[string, string]>('DELETE FROM outside_change WHERE table_name = ? AND record_key = ?');

  function read(): StoredVerdict {
    const stored = selectSetting.get(verdictSetting);
    return stored === undefined ? unchecked : toVerdict(stored);
  }

  function write(verdict: StoredVerdict, at: string): void {
    writeSetting.run(verdictSetting, JSON.stringify(verdict), at);
  }

  function listChanges(limit: number): OutsideChange[] {
    return selectChanges.all(limit).map(({ table_name: table, record_key: key, ...rest }) => ({ table, key, ...rest }));
  }

  const countByTable = () => countEach.all();

  /** Keys of records of that table, as many as asked for. */
  const keysOf = (table: string, limit: number) => selectKeysOf.all(table, limit);

  const countChanges = () => countAll.get() ?? 0;

  /** Inside a transaction. What is found no more goes; gives the number of those that were not known before. */
  function replaceChanges(found: readonly FoundChange[], foundAt: string): number {
    const before = countChanges();
    const wanted = new Set(found.map(({ table, key }) => `${table}\0${key}`));
    let gone = 0;
    for (const { table_name: table, record_key: key } of selectKeys.all()) {
      if (!wanted.has(`${table}\0${key}`)) gone += deleteOne.run(table, key).changes;
    }
    for (const { table, key, round_id, kind } of found) {
      insert.run({ table_name: table, record_key: key, round_id, kind, found_at: foundAt });
    }
    return countChanges() - (before - gone);
  }

  /** Whether it was there. */
  function removeChange(table: string, key: string): boolean {
    return deleteOne.run(table, key).changes === 1;
  }

  /** Inside a transaction. Whether the digests were found rewritten, and count as accepted now. */
  function clearForged(): boolean {
    const verdict = read();
    if (verdict.fault?.kind !== 'digests') return false;
    write({ ...verdict, fault: null }, verdict.recordsCheckedAt ?? '');
    return true;
  }

  return { read, write, clearForged, listChanges, countByTable, keysOf, countChanges, replaceChanges, removeChange };
}

/** What is no verdict any more was altered from outside; the next check says what else was. */
function toVerdict(stored: string): StoredVerdict {
  try {
    const { fault, ...verdict } = JSON.parse(stored) as StoredVerdict;
    return { ...unchecked, ...verdict, fault: AuditFault.nullable().parse(fault) };
  } catch {
    return unchecked;
  }
}
