import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CertConfig } from '../config/cert-config.ts';
import { readDatabaseHeader } from '../db/database-header.ts';
import { allMigrations } from '../db/migrations/all-migrations.ts';
import { type Database, openReadOnly } from '../db/open-database.ts';
import { requireWhole } from '../db/snapshot.ts';
import { columnsOf } from '../db/table-columns.ts';
import { createStudentStore } from '../students/students.store.ts';
import { iterateUpstreamRows } from '../students/upstream-rows.store.ts';
import type { DatabaseCheck } from './doctor.ts';

/**
 * Looks at portal.db without changing it, or, where there is none, at the database that the first start would take
 * over; one of a newer program is not opened at all.
 */
export function checkDatabase(folder: string, config: CertConfig): DatabaseCheck {
  const path = join(folder, 'data', 'portal.db');
  if (!existsSync(path)) return checkUpstream(join(folder, 'data', `${config.project.slug}.db`), config);
  let db: Database | null = null;
  try {
    const version = readDatabaseHeader(path)?.userVersion ?? 0;
    if (version > allMigrations.length) return { is: 'newer', version };
    const open = openReadOnly(path);
    db = open;
    requireWhole(open);
    const students = createStudentStore(open, config);
    const accounts = open.prepare<[], number>('SELECT count(*) FROM admin_users').pluck().get() ?? 0;
    return {
      is: 'open',
      accounts,
      students: () => config.rounds.values().flatMap(({ id }) => students.iterate(id)),
      close: () => open.close(),
    };
  } catch (error) {
    db?.close();
    return { is: 'broken', why: error instanceof Error ? error.message : String(error) };
  }
}

/** One with a journal beside it stays closed: reading it would change it. Its first start copies it and says more. */
function checkUpstream(path: string, config: CertConfig): DatabaseCheck {
  const isBusy = ['-wal', '-journal'].some((suffix) => existsSync(path + suffix));
  if (!existsSync(path) || isBusy || readDatabaseHeader(path)?.isWal === true) return { is: 'missing' };
  let db: Database | null = null;
  try {
    const open = openReadOnly(path);
    db = open;
    requireWhole(open);
    const hasAccounts = columnsOf(open, 'admin_users').length > 0;
    const accounts = hasAccounts ? open.prepare<[], number>('SELECT count(*) FROM admin_users').pluck().get() : 0;
    return {
      is: 'open',
      accounts: accounts ?? 0,
      students: () => iterateUpstreamRows(open, config),
      close: () => open.close(),
    };
  } catch (error) {
    db?.close();
    return { is: 'broken', why: error instanceof Error ? error.message : String(error) };
  }
}
