import { systemClock } from '../clock.ts';
import { openDatabase } from '../db/open-database.ts';
import { serveWorker } from '../jobs/run-in-worker.ts';
import { createLog } from '../log.ts';
import { importList } from './import-list.ts';
import { ImportJob } from './import-job.ts';

serveWorker((data, { progress, throwIfStopped }) => {
  const { config, databasePath, ...file } = ImportJob.parse(data);
  const log = createLog((line) => process.stderr.write(`${line}\n`), systemClock.now);
  const db = openDatabase(databasePath);
  try {
    const onProgress = (rows: number): void => {
      throwIfStopped();
      progress(rows);
    };
    return importList({ db, config, clock: systemClock, log, onProgress }, file);
  } finally {
    db.close();
  }
});
