import { openReadOnly } from '../db/open-database.ts';
import { serveWorker } from '../jobs/run-in-worker.ts';
import { exportStudents } from './export-students.store.ts';
import type { ExportInput } from './student-exports.ts';

serveWorker(
  async (data, { progress, throwIfStopped }) => {
    const { databasePath, config, path, asked } = data as ExportInput;
    const db = openReadOnly(databasePath);
    const onRows = (rows: number) => {
      throwIfStopped();
      progress(rows);
    };
    try {
      return await exportStudents({ db, config, path, progress: onRows }, asked);
    } finally {
      db.close();
    }
  },
  { isBackground: true },
);
