import type { Database } from '../db/open-database.ts';
import type { Log } from '../log.ts';
import { Refusal } from '../refusal.ts';
import type { BackedUp } from './backup.contract.ts';
import { type BackupEntry, listBackups } from './backup-files.ts';
import { createChangesStore } from './changes.store.ts';
import type { By, Recipients } from './recipients.ts';
import { removeExpired } from './retention.ts';
import type { RunBackup } from './run-backup.ts';

type Parts = {
  /** Where the center's own backups lie. */
  readonly folder: string;
  readonly db: Database;
  readonly recipients: Pick<Recipients, 'read'>;
  readonly runBackup: RunBackup;
  readonly log: Log;
};
type Tools = { readonly signal?: AbortSignal; readonly progress?: (percent: number) => void };

export type BackUpFirst = ReturnType<typeof createBackUpFirst>;

/**
 * The backup before a change that may go wrong. One that was made when the records were as they are now stands for it.
 * What keeps it from being made keeps nobody from the change: that is told in the log, and to whoever asked for it.
 */
export function createBackUpFirst({ folder, db, recipients, runBackup, log }: Parts) {
  const changes = createChangesStore(db);

  return async function backUpFirst(
    reason: 'before-import' | 'before-restore',
    by: By,
    tools: Tools = {},
  ): Promise<BackedUp> {
    const key = recipients.read();
    if (!key) return 'no-key';
    try {
      if (listBackups(folder).some((entry) => isAsNow(entry, key.recipient))) return 'fresh';
      await runBackup({ reason, by, ...tools });
      removeExpired(folder);
      return 'made';
    } catch (error) {
      tools.signal?.throwIfAborted();
      log.warn('backup.not-made-first', { reason, code: error instanceof Refusal ? error.code : 'internal' });
      return 'failed';
    }
  };

  /** Its file is the one that was checked, and nothing was written since. */
  function isAsNow({ bytes, note }: BackupEntry, recipient: string): boolean {
    if (note?.bytes !== bytes || note.recipient !== recipient) return false;
    return note.database.id === changes.databaseId() && !changes.isAnySince(note.counts.log);
  }
}
