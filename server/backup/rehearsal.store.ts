import { createRecordCheck } from '../audit/record-check.store.ts';
import type { CertConfig } from '../config/cert-config.ts';
import { openScratch } from '../db/open-database.ts';
import { sqlName } from '../db/sql-name.ts';
import { prepareSchema } from '../opening/schema.store.ts';

/** What came of opening restored records as a start does. */
export type Rehearsed = {
  /** Every record and its digest were compared. */
  readonly records: number;
  /** Of them, those that are not what this program wrote last: they were so when the backup was made. */
  readonly changed: number;
  /** Digests that nobody of this program wrote. */
  readonly isForged: boolean;
  /** A student of each round that has any is found by its number. */
  readonly isFound: boolean;
};

/** Brings the records at `path` to the newest format, compares every digest and looks one student of each round up. */
export function rehearseRecords(path: string, config: CertConfig): Rehearsed {
  const db = openScratch(path);
  try {
    prepareSchema(db, config);
    const { records, changes, isForged } = createRecordCheck(db, config).find();
    const sbd = sqlName(config.data_mapping.sbd_col);
    const isFound = config.rounds.every(({ table }) => {
      const some = db
        .prepare<[], string>(`SELECT ${sbd} FROM ${sqlName(table)} LIMIT 1`)
        .pluck()
        .get();
      if (some === undefined) return true;
      const find = db.prepare<[string], number>(`SELECT count(*) FROM ${sqlName(table)} WHERE ${sbd} = ?`).pluck();
      return find.get(some) === 1;
    });
    return { records, changed: changes.length, isForged, isFound };
  } finally {
    db.close();
  }
}
