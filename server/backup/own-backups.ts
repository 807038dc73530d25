import { statSync } from 'node:fs';
import { join } from 'node:path';
import program from '../../package.json' with { type: 'json' };
import { createAuditStore } from '../audit/audit.store.ts';
import { createAudit } from '../audit/audit.ts';
import { createCheckpointStore } from '../audit/checkpoints.store.ts';
import { type Clock, toInstant } from '../clock.ts';
import type { CertConfig } from '../config/cert-config.ts';
import { closeDatabase, openDatabase } from '../db/open-database.ts';
import { createTransactions } from '../db/transactions.ts';
import type { Log } from '../log.ts';
import { createBackUpFirst } from './back-up-first.ts';
import { createCareStore } from './care.store.ts';
import { createRecipientStore } from './recipient.store.ts';
import { createRecipients } from './recipients.ts';
import { createRunBackup, type MadeBackup } from './run-backup.ts';

type Parts = {
  readonly root: string;
  readonly config: CertConfig;
  readonly databasePath: string;
  readonly clock: Clock;
  readonly log: Log;
};

export type OwnBackups = ReturnType<typeof openOwnBackups>;

/** Backups of a center as commands make them, over a connection of their own. `close` when done. */
export function openOwnBackups({ root, config, databasePath, clock, log }: Parts) {
  const db = openDatabase(databasePath);
  const inTransaction = createTransactions(db, (error) => {
    throw error;
  });
  const audit = createAudit({ store: createAuditStore(db), inTransaction, clock, log });
  const recipients = createRecipients({ store: createRecipientStore(db), audit, inTransaction, clock });
  const checkpoints = createCheckpointStore(db, config.project.slug);
  const signLog = () => Promise.resolve(checkpoints.make(toInstant(clock.now()), inTransaction));
  const making = { root, config, databasePath, recipients, audit, signLog, program: program.version, clock };
  const runBackup = createRunBackup(making);
  const backUpFirst = createBackUpFirst({ folder: join(root, 'backups'), db, recipients, runBackup, log });

  /** A backup that was made into another folder: on another disk it is a copy that outlives this PC's own. */
  function noteCopy({ path, name, note }: MadeBackup): void {
    if (statSync(path).dev === statSync(root).dev) return;
    const now = toInstant(clock.now());
    inTransaction(() => createCareStore(db).copied.write({ at: now, made_at: note.made_at, name }, now));
  }

  return { noteCopy, recipients, audit, runBackup, backUpFirst, close: () => closeDatabase(db) };
}
