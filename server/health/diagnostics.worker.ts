import { systemClock } from '../clock.ts';
import { processEnvironment } from '../config/env.ts';
import { serveWorker } from '../jobs/run-in-worker.ts';
import { writeDiagnostics, type DiagnosticsParts } from './diagnostics.ts';
import { countRows } from './row-counts.store.ts';

serveWorker((given) =>
  writeDiagnostics({
    ...(given as Pick<DiagnosticsParts, 'root' | 'findings' | 'version'>),
    environment: processEnvironment(),
    countRows,
    clock: systemClock,
  }),
);
