import { setPriority } from 'node:os';
import { Refusal, type RefusalFacts, type RefusalKind } from '../refusal.ts';
import { type StartFacts, StartProblem, type StartProblemKind } from '../db/start-problem.ts';
import { startWorker, workerPort } from './start-worker.ts';

type Message =
  | { readonly type: 'progress'; readonly value: unknown }
  | { readonly type: 'done'; readonly value: unknown }
  | { readonly type: 'failed'; readonly error: SentError };

/** Our two kinds of error keep their class across the thread; anything else is a bug and keeps its text. */
export type SentError =
  | { is: 'refusal'; kind: RefusalKind; code: string; message: string; facts: RefusalFacts }
  | { is: 'start-problem'; kind: StartProblemKind; path: string; message: string; facts: StartFacts }
  | { is: 'bug'; message: string; stack: string; code: string | undefined };

type WorkerInput = { readonly data: unknown; readonly stop: Int32Array };

export type JobOptions = {
  readonly signal?: AbortSignal;
  readonly onProgress?: (value: unknown) => void;
  /** Cap of the worker's heap; over it the job ends with the code `ERR_WORKER_OUT_OF_MEMORY`. */
  readonly heapMib?: number;
  /** It may be cut at any moment: then it runs apart where it can, and an abort ends it at once. */
  readonly mayBeCut?: boolean;
};

const graceMs = 2_000;

/**
 * Where the worker `<name>.worker` of the caller's folder is: beside the source, or in the folder of the bundle, where
 * every entry point lies flat. `from` is the caller's `import.meta.url`.
 */
export function workerUrl(from: string, name: string): URL {
  return new URL(from.endsWith('.ts') ? `./${name}.worker.ts` : `./${name}.worker.js`, from);
}

/**
 * Runs the worker on `data` (what structured clone carries) and gives its result. Throws what it threw, or the
 * signal's reason; a worker that does not stop within two seconds of the abort is ended.
 */
export async function runInWorker(
  url: URL,
  data: unknown,
  { signal, onProgress, heapMib, mayBeCut = false }: JobOptions = {},
): Promise<unknown> {
  signal?.throwIfAborted();
  // Memory that two processes share is not to be had; a job that may be cut needs no word before.
  const stop = new Int32Array(mayBeCut ? new ArrayBuffer(4) : new SharedArrayBuffer(4));
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const worker = startWorker(url, {
    data: { data, stop } satisfies WorkerInput,
    isApart: mayBeCut,
    ...(heapMib !== undefined && { heapMib }),
    onMessage: (value) => {
      const message = value as Message;
      if (message.type === 'progress') onProgress?.(message.value);
      else if (message.type === 'done') resolve(message.value);
      else reject(received(message.error));
    },
    onDeath: reject,
  });
  let grace: NodeJS.Timeout | undefined;
  const onAbort = () => {
    Atomics.store(stop, 0, 1);
    grace = setTimeout(() => reject(new Error('the worker did not stop')), mayBeCut ? 0 : graceMs);
  };
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    return await promise;
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    clearTimeout(grace);
    signal?.removeEventListener('abort', onAbort);
    await worker.end();
  }
}

export type WorkerTools = {
  readonly progress: (value: unknown) => void;
  /** To be called between rows; throws once the job was cancelled. */
  readonly throwIfStopped: () => void;
};

type ServeOptions = {
  /** Kiosks go before: for work that runs beside them, not for what they wait for. */
  readonly isBackground?: boolean;
};

/** The other side, the only statement of a worker's entry. `work` gets what `runInWorker` was given. */
export function serveWorker(
  work: (data: unknown, tools: WorkerTools) => unknown,
  { isBackground = false }: ServeOptions = {},
): void {
  void workerPort().then(async (port) => {
    if (port === null) return;
    if (isBackground) lowerPriority();
    const { data, stop } = port.data as WorkerInput;
    const post = (message: Message) => port.post(message);
    const tools: WorkerTools = {
      progress: (value) => post({ type: 'progress', value }),
      throwIfStopped: () => {
        if (Atomics.load(stop, 0) === 1) throw new Error('the job was cancelled');
      },
    };
    try {
      post({ type: 'done', value: await work(data, tools) });
    } catch (error) {
      post({ type: 'failed', error: sent(error) });
    }
  });
}

/** On Linux a priority is the thread's own, elsewhere the whole process's. */
function lowerPriority(): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(0, 19);
  } catch {
    // Not allowed in some containers; the work is then merely as fast as the rest.
  }
}

export function sent(error: unknown): SentError {
  if (error instanceof Refusal) {
    return { is: 'refusal', kind: error.kind, code: error.code, message: error.message, facts: error.facts };
  }
  if (error instanceof StartProblem) {
    return { is: 'start-problem', kind: error.kind, path: error.path, message: error.message, facts: error.facts };
  }
  if (!(error instanceof Error)) return { is: 'bug', message: String(error), stack: '', code: undefined };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return { is: 'bug', message: error.message, stack: error.stack ?? '', code };
}

export function received(error: SentError): Error {
  switch (error.is) {
    case 'refusal':
      return new Refusal(error.kind, error.code, error.message, error.facts);
    case 'start-problem':
      return new StartProblem(error.kind, error.path, error.message, error.facts);
    case 'bug':
      return Object.assign(new Error(error.message), { stack: error.stack, code: error.code });
  }
}
