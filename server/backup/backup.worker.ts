import { serveWorker } from '../jobs/run-in-worker.ts';
import type { BackupTask } from './backup-tasks.ts';
import { proveBackup, takeOutBackup } from './inspect-backup.ts';
import { makeBackup } from './make-backup.ts';

serveWorker(
  (data, { progress }) => {
    const task = data as BackupTask;
    switch (task.is) {
      case 'make':
        return makeBackup(task, progress);
      case 'prove':
        return proveBackup({ ...task, progress });
      case 'take-out':
        return takeOutBackup({ ...task, progress });
    }
  },
  { isBackground: true },
);
