import { openDatabase } from '../db/open-database.ts';
import { serveWorker } from '../jobs/run-in-worker.ts';
import type { FillInput } from './list-filler.ts';
import { fillListIndex } from './list-index.store.ts';

/** Between two transactions: others wait for the lock in steps of this size. */
const pauseMs = 15;

serveWorker(
  (data, { throwIfStopped }) => {
    const { databasePath, config } = data as FillInput;
    const db = openDatabase(databasePath);
    const cell = new Int32Array(new SharedArrayBuffer(4));
    try {
      fillListIndex({
        db,
        config,
        pause: () => {
          throwIfStopped();
          Atomics.wait(cell, 0, 0, pauseMs);
        },
      });
    } finally {
      db.close();
    }
  },
  { isBackground: true },
);
