import type { CertConfig } from '../config/cert-config.ts';
import { isFatal } from '../db/sqlite-errors.ts';
import { runInWorker, workerUrl } from '../jobs/run-in-worker.ts';
import type { Log } from '../log.ts';

export type FillInput = { readonly databasePath: string; readonly config: CertConfig };

type Parts = FillInput & {
  readonly needsFill: () => boolean;
  readonly log: Log;
  /** Hears of an I/O error or a damaged page, after which the process must end. */
  readonly onFatal: (error: unknown) => void;
};

export type ListFiller = ReturnType<typeof createListFiller>;

/** Brings the index of lists up to the tables, beside all else: lists are right before it is done, and quick after. */
export function createListFiller({ needsFill, log, onFatal, ...input }: Parts) {
  const stopping = new AbortController();
  let running: Promise<void> | null = null;

  /** Where there is enough to do and nobody is at it. Call it after an import. */
  function fill(): void {
    if (running || stopping.signal.aborted || !needsFill()) return;
    running = run().finally(() => {
      running = null;
    });
  }

  async function run(): Promise<void> {
    // To begin a process holds the loop: by itself, not behind what else an import has just ended with.
    await new Promise((resolve) => setImmediate(resolve));
    try {
      await runInWorker(workerUrl(import.meta.url, 'list-fill'), input satisfies FillInput, {
        signal: stopping.signal,
        mayBeCut: true,
      });
    } catch (error) {
      if (stopping.signal.aborted) return;
      if (isFatal(error)) onFatal(error);
      // Lists read the tables instead, and the next fill goes on where this one was.
      log.warn('lists.fill-failed', { reason: error instanceof Error ? error.message : String(error) });
    }
  }

  async function close(): Promise<void> {
    stopping.abort();
    await running;
  }

  return { fill, close };
}
