import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { received, sent, type SentError } from './run-in-worker.ts';

type Question = { readonly id: number; readonly asked: unknown };
type Reply = { readonly id: number } & ({ readonly value: unknown } | { readonly error: SentError });
type Waiting = { readonly resolve: (value: unknown) => void; readonly reject: (error: unknown) => void };

type DeskOptions = {
  /** What the worker is started with. */
  readonly data: unknown;
  /** It is ended when nobody asked for so long, and started again at the next question. */
  readonly idleMs?: number;
};

/** A worker that stays, and answers one question after the other. Structured clone carries both. */
export type WorkerDesk = {
  readonly ask: (asked: unknown) => Promise<unknown>;
  /** Lets it finish what it does and close what it holds. */
  readonly close: () => Promise<void>;
};

const closeWithinMs = 2_000;

/** Started at the first question. A question that it throws at, or dies over, is rejected with that error. */
export function createWorkerDesk(url: URL, { data, idleMs = 60_000 }: DeskOptions): WorkerDesk {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let asked = 0;
  let idle: NodeJS.Timeout | undefined;
  let isClosed = false;

  function ask(question: unknown): Promise<unknown> {
    if (isClosed) return Promise.reject(new Error('the worker was closed'));
    clearTimeout(idle);
    worker ??= start();
    const to = worker;
    asked += 1;
    const id = asked;
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      to.postMessage({ id, asked: question } satisfies Question);
    });
  }

  function start(): Worker {
    const started = new Worker(url, { workerData: data });
    started.unref();
    started.on('message', (reply: Reply) => {
      const asker = waiting.get(reply.id);
      waiting.delete(reply.id);
      if ('error' in reply) asker?.reject(received(reply.error));
      else asker?.resolve(reply.value);
      if (waiting.size === 0) idle = setTimeout(() => void end(), idleMs).unref();
    });
    started.on('error', (error) => fail(started, error));
    started.on('exit', () => fail(started, new Error('the worker has ended')));
    return started;
  }

  function fail(ended: Worker, error: unknown): void {
    if (worker !== ended) return;
    worker = null;
    const askers = [...waiting.values()];
    waiting.clear();
    for (const { reject } of askers) reject(error);
  }

  async function end(): Promise<void> {
    const ending = worker;
    if (!ending) return;
    clearTimeout(idle);
    worker = null;
    const hasEnded = new Promise((resolve) => ending.once('exit', resolve));
    const late = setTimeout(() => void ending.terminate(), closeWithinMs);
    ending.postMessage(null);
    await hasEnded;
    clearTimeout(late);
  }

  async function close(): Promise<void> {
    isClosed = true;
    await end();
    for (const { reject } of waiting.values()) reject(new Error('the worker was closed'));
    waiting.clear();
  }

  return { ask, close };
}

/**
 * The other side, the only statement of a worker's entry: `open` gets what the desk was made with, and gives what
 * answers and what closes.
 */
export function serveDesk(
  open: (data: unknown) => { readonly answer: (asked: unknown) => unknown; readonly close: () => void },
): void {
  const port = parentPort;
  if (isMainThread || !port) return;
  const desk = open(workerData);
  port.on('message', (question: Question | null) => {
    if (question === null) {
      desk.close();
      port.close();
      return;
    }
    const { id, asked } = question;
    try {
      port.postMessage({ id, value: desk.answer(asked) } satisfies Reply);
    } catch (error) {
      port.postMessage({ id, error: sent(error) } satisfies Reply);
    }
  });
}
