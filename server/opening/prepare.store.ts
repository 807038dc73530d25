import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createAudit } from '../audit/audit.ts';
import { createAuditStore } from '../audit/audit.store.ts';
import { type Clock, toInstant } from '../clock.ts';
import type { CertConfig } from '../config/cert-config.ts';
import { closeDatabase, type Database, openDatabase, openReadOnly, openScratch } from '../db/open-database.ts';
import { moveIntoPlace } from '../db/move-into-place.ts';
import { requireWhole, snapshotDatabase } from '../db/snapshot.ts';
import { sqliteCode } from '../db/sqlite-errors.ts';
import { createTransactions } from '../db/transactions.ts';
import { isDurable } from '../kv/kv.ts';
import { importEntries, openKvDatabase } from '../kv/kv-tables.ts';
import { readUpstreamStore } from '../kv/upstream-store.ts';
import type { Log } from '../log.ts';
import { adoptCopy, copyUpstream } from './adopt.store.ts';
import { damaged, type FolderState } from './inspect-folder.ts';
import type { CenterPaths } from './paths.ts';
import type { PrepareProgress } from './prepare-messages.ts';
import { prepareSchema } from './schema.store.ts';

export type PrepareParts = {
  readonly paths: CenterPaths;
  readonly config: CertConfig;
  readonly state: FolderState;
  readonly clock: Clock;
  readonly log: Log;
  readonly progress: (step: PrepareProgress['step'], rows: number) => void;
  readonly throwIfStopped: () => void;
};

const rowsPerReport = 2_000;

/**
 * Leaves portal.db whole and of the newest format, or as it was. What is made or taken over is made beside it and
 * renamed at the end, so a start that is cut leaves nothing half.
 */
export async function prepareRecords(parts: PrepareParts): Promise<void> {
  const { paths, state } = parts;
  if (state === 'new' || state === 'to-adopt') {
    const scratch = `${paths.portal}.new`;
    mkdirSync(paths.data, { recursive: true, mode: 0o700 });
    removeDatabase(scratch);
    try {
      if (state === 'new') makeNew(scratch, parts);
      else await adopt(scratch, parts);
      await moveIntoPlace(scratch, paths.portal);
    } finally {
      removeDatabase(scratch);
    }
  } else {
    checkWhole(parts);
  }
  finishPortal(parts);
}

function makeNew(scratch: string, { config }: PrepareParts): void {
  const db = openScratch(scratch);
  try {
    prepareSchema(db, config);
  } finally {
    db.close();
  }
}

async function adopt(scratch: string, parts: PrepareParts): Promise<void> {
  const { paths, config, clock, log } = parts;
  const entries = readUpstreamStore(paths.upstreamStore, clock.now());
  parts.progress('copying', 0);
  await copyUpstream(paths.upstreamDatabase, scratch);
  adoptCopy(scratch, { source: paths.upstreamDatabase, config, entries, onRow: rowCounter(parts) });
  if (existsSync(paths.kv)) return;
  const kvDb = openKvDatabase(paths.kv, log);
  importEntries(kvDb, new Map([...entries].filter(([key]) => !isDurable(key))));
  closeDatabase(kvDb);
}

/** Read only, so that a damaged file stays what it is. After an unclean stop, every index is compared as well. */
function checkWhole({ paths, progress }: PrepareParts): void {
  progress('checking', 0);
  const wal = `${paths.portal}-wal`;
  const wasCut = existsSync(wal) && statSync(wal).size > 0;
  try {
    const db = openReadOnly(paths.portal);
    try {
      requireWhole(db, wasCut ? 'integrity_check' : 'quick_check');
    } finally {
      db.close();
    }
  } catch (error) {
    if (/^SQLITE_(CANTOPEN|READONLY|PERM|BUSY)/.test(sqliteCode(error) ?? '')) throw error;
    throw damaged(paths.portal, error instanceof Error ? error.message : 'unreadable');
  }
}

/** Migration, what the config has gained, and rows of the log that an upstream program wrote. */
function finishPortal(parts: PrepareParts): void {
  const { paths, config, clock, log } = parts;
  const db = openDatabase(paths.portal);
  try {
    const snapshot = (from: Database, version: number) => {
      const time = toInstant(clock.now()).replaceAll(':', '');
      snapshotDatabase(from, join(paths.backups, `before-format-${version + 1}-${time}.db`));
    };
    prepareSchema(db, config, { snapshot, onRow: rowCounter(parts) });
    const inTransaction = createTransactions(db, () => undefined);
    createAudit({ store: createAuditStore(db), inTransaction, clock, log }).adopt(inTransaction);
  } finally {
    closeDatabase(db);
  }
}

function rowCounter({ progress, throwIfStopped }: PrepareParts): () => void {
  let rows = 0;
  return () => {
    rows += 1;
    if (rows % rowsPerReport !== 0) return;
    throwIfStopped();
    progress('indexing', rows);
  };
}

function removeDatabase(path: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(path + suffix, { force: true });
}
