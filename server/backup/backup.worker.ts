import { serveWorker } from '../jobs/run-in-worker.ts';
import type { BackupTask } from './backup-tasks.ts';
import { copyBackup, requirePlace } from './copy-backup.ts';
import { proveBackup, takeOutBackup } from './inspect-backup.ts';
import { makeBackup } from './make-backup.ts';
import { rehearseBackup } from './rehearse.ts';

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
      case 'rehearse':
        return rehearseBackup({ ...task, progress });
      case 'probe':
        requirePlace(task.root, task.folder);
        return null;
      case 'copy':
        return copyBackup(task, progress);
    }
  },
  { isBackground: true },
);
