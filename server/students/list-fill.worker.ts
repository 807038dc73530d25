import { openDatabase } from '../db/open-database.ts';
import { serveWorker } from '../jobs/run-in-worker.ts';
import type { FillInput } from './list-filler.ts';
import { fillListIndex } from './list-index.store.ts';

/**
 * At least, between two transactions; else as long as the last one took. Who waits for the lock looks for it in steps of
 * up to 100 ms, and must not find it taken each time.
 */
const leastPauseMs = 15;

serveWorker(
  (data, { throwIfStopped }) => {
    const { databasePath, config } = data as FillInput;
    const db = openDatabase(databasePath);
    const cell = new Int32Array(new SharedArrayBuffer(4));
    let begun = performance.now();
    try {
      fillListIndex({
        db,
        config,
        pause: () => {
          throwIfStopped();
          Atomics.wait(cell, 0, 0, Math.max(leastPauseMs, performance.now() - begun));
          begun = performance.now();
        },
      });
    } finally {
      db.close();
    }
  },
  { isBackground: true },
);
