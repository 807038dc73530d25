import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openDatabase } from '../../server/db/open-database.ts';
import { createTransactions } from '../../server/db/transactions.ts';
import { prepareSchema } from '../../server/opening/schema.store.ts';
import { aConfig } from './config-builder.ts';
import { aFolder } from './scratch.ts';

export const twoRounds = [
  { id: 'main', label: 'Vòng chính', table: 'students_main', pdf: 'templates/main.pdf' },
  { id: 'final', label: 'Chung kết', table: 'students_final', pdf: 'templates/final.pdf' },
];

/** An empty portal.db of two rounds in a folder of its own; `shell` runs the sqlite3 program on it. */
export function aPortal(config = aConfig({ rounds: twoRounds })) {
  const path = join(aFolder(), 'data', 'portal.db');
  const db = openDatabase(path);
  onTestFinished(() => void db.close());
  prepareSchema(db, config);
  const inTransaction = createTransactions(db, (error) => {
    throw error;
  });
  const shell = (sql: string) => execFileSync('sqlite3', [path, sql], { encoding: 'utf8' });
  return { path, db, config, inTransaction, shell };
}
