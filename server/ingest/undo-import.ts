import { createAudit } from '../audit/audit.ts';
import { createAuditStore } from '../audit/audit.store.ts';
import type { Clock } from '../clock.ts';
import type { CertConfig } from '../config/cert-config.ts';
import type { Database } from '../db/open-database.ts';
import { canonicalRecord } from '../db/record-digests.ts';
import { createTransactions } from '../db/transactions.ts';
import type { Log } from '../log.ts';
import { Refusal } from '../refusal.ts';
import { createRowWriter, type RowWriter } from '../students/row-writer.store.ts';
import { createImportBatches, type BatchChange, type ImportBatches, type StoredBatch } from './import-batches.store.ts';

type Parts = {
  /** A connection of its own: the whole undoing is one transaction on it. */
  readonly db: Database;
  readonly config: CertConfig;
  readonly clock: Clock;
  readonly log: Log;
  readonly onProgress: (rows: number) => void;
};

export type UndoneBatch = {
  readonly id: number;
  readonly actor: { readonly userId: string; readonly email: string };
};

const namedMost = 5;
const rowsPerProgress = 2_000;

/**
 * Puts back every row that a list changed and takes away what it added, in one transaction. Refuses
 * `ingest.edited-later` where any of them was changed since, in the program or outside; nothing is then changed.
 */
export function undoImport(parts: Parts, { id, actor }: UndoneBatch): void {
  const { db, config, clock } = parts;
  const batches = createImportBatches(db, clock);
  const batch = batches.find(id);
  if (!batch || batch.undone_at !== null) throw new Refusal('invalid', 'import.undone', 'this list is undone already');
  const writer = createRowWriter({ db, config, clock, userId: actor.userId }, batch.round_id);
  try {
    writer.begin();
    const changes = batches.changes(batch);
    const added = batches.addedNumbers(id);
    requireUntouched({ batch, changes, added }, batches.beforeNextEdit, writer);
    takeBack(changes, added, writer, parts.onProgress);
    writer.finish((commitHash) => {
      batches.setUndone(id, actor.userId);
      auditOf(parts).append({
        action: 'ingest.undo',
        targetId: batch.round_id,
        userId: actor.userId,
        userEmail: actor.email,
        metadata: { batch: id, removed: added.length, put_back: changes.length },
        commitHash,
      });
    });
  } finally {
    writer.abandon();
  }
}

type Written = {
  readonly batch: StoredBatch;
  readonly changes: readonly BatchChange[];
  readonly added: readonly string[];
};

/**
 * A later edit of one row would be lost with the list: a person decides, not we. One that was itself taken back left
 * the row as the list wrote it.
 */
function requireUntouched(
  { batch, changes, added }: Written,
  beforeNextEdit: ImportBatches['beforeNextEdit'],
  { find, isAsWritten }: RowWriter,
): void {
  const { table_name: table, last_history: last } = batch;
  const standsAs = (sbd: string) => {
    const row = find(sbd);
    return row && canonicalRecord(row);
  };
  const isAsAdded = (sbd: string) => {
    const before = beforeNextEdit(table, sbd, last);
    return isAsWritten(sbd) && (before === undefined || before === standsAs(sbd));
  };
  const touched = [
    ...changes
      .filter(({ record_key: sbd, after_json: after }) => standsAs(sbd) !== after)
      .map(({ record_key }) => record_key),
    ...added.filter((sbd) => !isAsAdded(sbd)),
  ];
  if (touched.length === 0) return;
  const numbers = touched.slice(0, namedMost);
  const message = `${touched.length} rows were changed after this list: [${numbers.join(', ')}]`;
  throw new Refusal('invalid', 'ingest.edited-later', message, { count: touched.length, numbers });
}

function takeBack(
  changes: readonly BatchChange[],
  added: readonly string[],
  writer: RowWriter,
  onProgress: (rows: number) => void,
): void {
  let rows = 0;
  const step = () => {
    rows += 1;
    if (rows % rowsPerProgress === 0) onProgress(rows);
  };
  for (const change of changes) {
    writer.put(rowBefore(change, writer.columns));
    step();
  }
  for (const sbd of added) {
    writer.remove(sbd);
    step();
  }
}

/** The history keeps columns in small letters and leaves empty ones out. */
function rowBefore({ before_json: before }: BatchChange, declared: readonly string[]): Record<string, string> {
  const kept = new Map(Object.entries(JSON.parse(before) as Record<string, string>));
  return Object.fromEntries(declared.map((column) => [column, kept.get(column.toLowerCase()) ?? '']));
}

function auditOf({ db, clock, log }: Parts) {
  const inTransaction = createTransactions(db, () => undefined);
  return createAudit({ store: createAuditStore(db), inTransaction, clock, log });
}
