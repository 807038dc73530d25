import type { CertConfig } from '../config/cert-config.ts';
import type { Database } from '../db/open-database.ts';
import { createOutsideJudge } from '../db/outside-changes.ts';
import { createRecordDigests, digestText, type RecordColumns } from '../db/record-digests.ts';
import { sqlName } from '../db/sql-name.ts';
import { createOutsideStudents } from '../students/outside-students.store.ts';
import type { OutsideChange } from './audit.contract.ts';
import { createCheckpointStore } from './checkpoints.store.ts';
import { createStateDigests } from './state-digest.store.ts';

export type FoundChange = Omit<OutsideChange, 'found_at'>;
export type RecordReport = {
  readonly records: number;
  readonly changes: readonly FoundChange[];
  /** Digests were written by no change of this program: someone knew the key. */
  readonly isForged: boolean;
};

/** Tables whose digests stand in `row_digest`, and what their rows go by there. */
const keyOf: Readonly<Record<string, string>> = {
  admin_users: 'id',
  shipments: 'id',
  revocation: "round_id || ':' || sbd || ':' || subject_code",
};

type Keyed = RecordColumns & { readonly lvt_key: string };

export type RecordCheck = ReturnType<typeof createRecordCheck>;

/** Is every record what this program wrote last? */
export function createRecordCheck(db: Database, config: CertConfig) {
  const { judge } = createOutsideJudge(db);
  const students = createOutsideStudents(db, config);
  const stateDigests = createStateDigests(db);
  const checkpoints = createCheckpointStore(db, config.project.slug);
  const selectDigest = db
    .prepare<[string, string], Buffer>('SELECT digest FROM row_digest WHERE table_name = ? AND record_key = ?')
    .pluck();
  const selectDigests = db.prepare<[string], string>('SELECT record_key FROM row_digest WHERE table_name = ?').pluck();

  /** Reads one moment of every record and changes nothing. `onRow` is called for each. */
  function find(onRow: () => void = () => undefined): RecordReport {
    let records = 0;
    const count = () => {
      records += 1;
      onRow();
    };
    return db.transaction(() => {
      const changes = [...students.find(count), ...Object.keys(keyOf).flatMap((table) => findInTable(table, count))];
      const isForged = !checkpoints.isStateAsSigned() || stateDigests.findForged().length > 0;
      return { changes, records, isForged };
    })();
  }

  function findInTable(table: string, onRow: () => void): FoundChange[] {
    const found: FoundChange[] = [];
    const gone = new Set(selectDigests.all(table));
    for (const { lvt_key: key, ...record } of db
      .prepare<[], Keyed>(`SELECT ${keyOf[table] ?? ''} AS lvt_key, * FROM ${sqlName(table)}`)
      .all()) {
      onRow();
      gone.delete(key);
      const kind = judge(table, digestText(record), selectDigest.get(table, key) ?? null);
      if (kind) found.push({ table, round_id: null, key, kind });
    }
    for (const key of gone) found.push({ table, round_id: null, key, kind: 'missing' });
    return found;
  }

  /** Inside a transaction: the record as it stands now counts as written. Gives it; null where it is gone. */
  function accept(table: string, key: string): RecordColumns | null {
    const student = students.accept(table, key);
    if (student !== undefined) return student;
    const record = db
      .prepare<[string], RecordColumns>(`SELECT * FROM ${sqlName(table)} WHERE ${keyOf[table] ?? ''} = ?`)
      .get(key);
    const digests = createRecordDigests(db);
    if (record) digests.write(table, key, record);
    else digests.drop(table, key);
    return record ?? null;
  }

  return { find, accept };
}
