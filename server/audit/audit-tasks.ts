import type { CertConfig } from '../config/cert-config.ts';
import { runInWorker, workerUrl } from '../jobs/run-in-worker.ts';
import type { Signed } from './checkpoints.store.ts';
import type { ExportTask } from './export.store.ts';
import type { LogReport } from './log-check.store.ts';
import type { RecordReport } from './record-check.store.ts';

type Place = { readonly databasePath: string; readonly config: CertConfig };

/** What the worker can do, and what it gives back. */
type Work =
  | { readonly is: 'tail'; readonly count: number }
  /** `outside`: checkpoints that were kept elsewhere, as text. */
  | { readonly is: 'all'; readonly outside: string }
  | { readonly is: 'records' }
  | { readonly is: 'checkpoint'; readonly time: string }
  | ({ readonly is: 'export' } & ExportTask);

export type AuditTask = Place & Work;

export type AuditTasks = ReturnType<typeof createAuditTasks>;

/** The long work on the log, each in a worker of its own; `signal` ends it. */
export function createAuditTasks(place: Place, signal: AbortSignal) {
  const run = (work: Work) =>
    runInWorker(workerUrl(import.meta.url, 'audit'), { ...place, ...work } satisfies AuditTask, { signal });

  return {
    tail: (count: number) => run({ is: 'tail', count }) as Promise<LogReport>,
    all: (outside: string) => run({ is: 'all', outside }) as Promise<LogReport>,
    records: () => run({ is: 'records' }) as Promise<RecordReport>,
    checkpoint: (time: string) => run({ is: 'checkpoint', time }) as Promise<Signed>,
    export: (task: ExportTask) => run({ is: 'export', ...task }) as Promise<void>,
  };
}
