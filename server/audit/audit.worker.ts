import { openDatabase, openReadOnly } from '../db/open-database.ts';
import { createTransactions } from '../db/transactions.ts';
import { serveWorker } from '../jobs/run-in-worker.ts';
import { readNotes } from '../values/checkpoint-note.ts';
import type { AuditTask } from './audit-tasks.ts';
import { createCheckpointStore } from './checkpoints.store.ts';
import { exportLog } from './export.store.ts';
import { createLogCheck } from './log-check.store.ts';
import { createRecordCheck } from './record-check.store.ts';

serveWorker((data, { throwIfStopped }) => run(data as AuditTask, throwIfStopped), { isBackground: true });

/** On a connection of its own, so that kiosks do not wait. What it gives is said by audit-tasks.ts. */
function run(task: AuditTask, throwIfStopped: () => void): unknown {
  const { databasePath, config } = task;
  const { slug } = config.project;
  const db = task.is === 'checkpoint' ? openDatabase(databasePath) : openReadOnly(databasePath);
  try {
    switch (task.is) {
      case 'tail':
        return createLogCheck(db, slug).checkTail(task.count);
      case 'all':
        return createLogCheck(db, slug).checkAll(readNotes(task.outside));
      case 'records':
        return createRecordCheck(db, config).find(throwIfStopped);
      case 'checkpoint':
        return createCheckpointStore(db, slug).make(
          task.time,
          createTransactions(db, () => undefined),
        );
      case 'export':
        exportLog(db, config, task);
        return null;
    }
  } finally {
    db.close();
  }
}
