import { join } from 'node:path';
import { mkdirSync } from 'node:fs';
import { createCheckpointStore } from '../audit/checkpoints.store.ts';
import { exportLog } from '../audit/export.store.ts';
import { type Clock, toInstant } from '../clock.ts';
import type { CertConfig } from '../config/cert-config.ts';
import { closeDatabase, openDatabase } from '../db/open-database.ts';
import { createTransactions } from '../db/transactions.ts';

/** The branch of the log that a restore ends, signed to its last entry and kept in `backups/`. Gives the file. */
export function exportOldLog(
  root: string,
  config: CertConfig,
  { database, clock }: { readonly database: string; readonly clock: Clock },
): string {
  const time = toInstant(clock.now());
  const path = join(root, 'backups', `log-before-restore-${time.replaceAll(/[-:]/g, '')}.jsonl`);
  mkdirSync(join(root, 'backups'), { recursive: true, mode: 0o700 });
  const db = openDatabase(database);
  try {
    const inTransaction = createTransactions(db, (error) => {
      throw error;
    });
    createCheckpointStore(db, config.project.slug).make(time, inTransaction);
    exportLog(db, config, { format: 'jsonl', path, time, titles: [], notice: '' });
  } finally {
    closeDatabase(db);
  }
  return path;
}
