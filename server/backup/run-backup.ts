import { join } from 'node:path';
import type { Audit } from '../audit/audit.ts';
import { type Clock, toInstant } from '../clock.ts';
import type { CertConfig } from '../config/cert-config.ts';
import { Refusal } from '../refusal.ts';
import { freeName } from './backup-files.ts';
import { backupTasks } from './backup-tasks.ts';
import type { BackupNote, BackupReason } from './manifest.ts';
import type { By, Recipients } from './recipients.ts';

type Parts = {
  readonly root: string;
  readonly config: CertConfig;
  readonly databasePath: string;
  readonly recipients: Recipients;
  readonly audit: Audit;
  /** Signs the log as it stands. */
  readonly signLog: () => Promise<{ readonly note: string }>;
  readonly program: string;
  readonly clock: Clock;
};
type Wish = {
  readonly reason: BackupReason;
  readonly folder?: string | undefined;
  readonly by: By;
  readonly signal?: AbortSignal;
  readonly progress?: (percent: number) => void;
};

export type MadeBackup = { readonly path: string; readonly name: string; readonly note: BackupNote };
export type RunBackup = ReturnType<typeof createRunBackup>;

/** One backup from the first check to its entry in the log. Refuses as `makeBackup`, and `backup.no-recipient`. */
export function createRunBackup({ root, config, databasePath, recipients, audit, signLog, program, clock }: Parts) {
  const own = join(root, 'backups');

  return async function runBackup({ reason, folder = own, by, ...tools }: Wish): Promise<MadeBackup> {
    const { recipient } = recipients.need();
    const fileName = freeName(folder, config.project.slug, clock);
    try {
      const { note: checkpoint } = await signLog();
      const input = { root, databasePath, config, folder, fileName, reason, recipient, program, checkpoint };
      const note = await backupTasks.make({ ...input, madeAt: toInstant(clock.now()) }, tools);
      const { bytes, sha256, counts } = note;
      await audit.record({
        ...{ ...by, action: 'backup.made', targetId: fileName },
        metadata: { reason, bytes, sha256, students: counts.students, log: counts.log, outside: folder !== own },
      });
      return { path: join(folder, fileName), name: fileName, note };
    } catch (error) {
      const code = error instanceof Refusal ? error.code : 'internal';
      if (!tools.signal?.aborted) {
        await audit.record({ ...by, action: 'backup.failed', targetId: fileName, metadata: { reason, code } });
      }
      throw error;
    }
  };
}
