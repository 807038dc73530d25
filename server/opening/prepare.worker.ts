import { systemClock } from '../clock.ts';
import { serveWorker } from '../jobs/run-in-worker.ts';
import { createLog } from '../log.ts';
import { toStartProblem } from './open-problem.ts';
import { prepareRecords } from './prepare.store.ts';
import type { PrepareInput, PrepareReport } from './prepare-messages.ts';

serveWorker(async (data, { progress, throwIfStopped }) => {
  const { paths, config, state } = data as PrepareInput;
  const report = (message: PrepareReport) => progress(message);
  const log = createLog((line) => report({ line }), systemClock.now, 'info');
  try {
    await prepareRecords({
      paths,
      config,
      state,
      clock: systemClock,
      log,
      progress: (step, rows) => report({ step, rows }),
      throwIfStopped,
    });
  } catch (error) {
    throw toStartProblem(error, paths.data);
  }
});
