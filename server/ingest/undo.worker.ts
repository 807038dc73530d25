import { systemClock } from '../clock.ts';
import { openDatabase } from '../db/open-database.ts';
import { serveWorker } from '../jobs/run-in-worker.ts';
import { createLog } from '../log.ts';
import { undoImport } from './undo-import.ts';
import { UndoJob } from './import-job.ts';

serveWorker((data, { progress, throwIfStopped }) => {
  const { config, databasePath, batch, actor } = UndoJob.parse(data);
  const log = createLog((line) => process.stderr.write(`${line}\n`), systemClock.now);
  const db = openDatabase(databasePath);
  try {
    const onProgress = (rows: number): void => {
      throwIfStopped();
      progress(rows);
    };
    undoImport({ db, config, clock: systemClock, log, onProgress }, { id: batch, actor });
  } finally {
    db.close();
  }
});
