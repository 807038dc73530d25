import { describeFileError } from '../files/watched-file.ts';
import { workerUrl } from '../jobs/run-in-worker.ts';
import { type RunningWorker, startWorker } from '../jobs/start-worker.ts';
import type { LibraryJob } from './library-drawing.ts';
import type { TemplatePage } from './template-page.ts';

export type Task =
  | {
      readonly is: 'page';
      readonly path: string;
      readonly stamp: string;
      readonly page: number;
      readonly language: string;
    }
  | { readonly is: 'draw'; readonly path: string; readonly job: Omit<LibraryJob, 'template'> };

export type Answer =
  { readonly ok: true; readonly value: PreparedPage | Uint8Array } | { readonly ok: false; readonly problem: string };

/** A page ready for the fast way, or why it has to go the library's way. */
export type PreparedPage =
  { readonly way: 'fast'; readonly page: TemplatePage } | { readonly way: 'library'; readonly why: string };

type Waiting = {
  readonly task: Task;
  readonly resolve: (value: PreparedPage | Uint8Array) => void;
  readonly reject: (problem: PreparationProblem) => void;
};

/** A template or font that cannot be used, in words that name no path. */
export class PreparationProblem extends Error {}

const idleMs = 5000;
/** Buffers do not count in the limit of a heap, so the whole process is watched. */
const growthMaxBytes = 1024 * 1024 * 1024;
const watchEveryMs = 200;

/**
 * Runs the PDF library in a worker, one task after another: it parses files that strangers may have made. A task that
 * is not done within 10 s, or takes more than 1 GiB, is ended with its worker. The worker ends when idle.
 */
export function createPreparation({ deadlineMs = 10_000 } = {}) {
  const waiting: Waiting[] = [];
  let worker: RunningWorker | null = null;
  let running: Waiting | null = null;
  let idle: NodeJS.Timeout | undefined;
  let watch: NodeJS.Timeout | undefined;

  async function preparePage(task: Omit<Task & { is: 'page' }, 'is'>): Promise<PreparedPage> {
    const value = await run({ is: 'page', ...task });
    if (value instanceof Uint8Array) throw new Error('the worker answered another question');
    return value.way === 'fast' ? { way: 'fast', page: withBuffers(value.page) } : value;
  }

  async function draw(path: string, job: Omit<LibraryJob, 'template'>): Promise<Buffer> {
    const value = await run({ is: 'draw', path, job });
    if (!(value instanceof Uint8Array)) throw new Error('the worker answered another question');
    return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  }

  function run(task: Task): Promise<PreparedPage | Uint8Array> {
    return new Promise((resolve, reject) => {
      waiting.push({ task, resolve, reject });
      next();
    });
  }

  function next(): void {
    if (running) return;
    running = waiting.shift() ?? null;
    clearTimeout(idle);
    if (!running) {
      idle = setTimeout(end, idleMs).unref();
      return;
    }
    worker ??= start();
    worker.hold(true);
    worker.post(running.task);
    guard(worker);
  }

  function start(): RunningWorker {
    return startWorker(workerUrl(import.meta.url, 'preparation'), {
      isApart: true,
      heapMib: 512,
      onMessage: (value) => {
        const answer = value as Answer;
        const done = finish();
        if (answer.ok) done?.resolve(answer.value);
        else done?.reject(new PreparationProblem(answer.problem));
        next();
      },
      onDeath: (error) => fail(`cannot be prepared (${describeFileError(error)})`),
    });
  }

  function guard({ residentBytes }: RunningWorker): void {
    const before = residentBytes();
    let left = deadlineMs / watchEveryMs;
    watch = setInterval(() => {
      left -= 1;
      if (residentBytes() - before > growthMaxBytes) fail('takes more than 1 GiB of memory to read');
      else if (left <= 0) fail(`cannot be read within ${deadlineMs / 1000} s`);
    }, watchEveryMs);
  }

  function fail(problem: string): void {
    const failed = finish();
    end();
    failed?.reject(new PreparationProblem(problem));
    next();
  }

  function finish(): Waiting | null {
    const done = running;
    running = null;
    clearInterval(watch);
    worker?.hold(false);
    return done;
  }

  function end(): void {
    void worker?.end();
    worker = null;
  }

  return { preparePage, draw };
}

export type Preparation = ReturnType<typeof createPreparation>;

/** Buffers come out of a worker as plain byte arrays. */
function withBuffers(page: TemplatePage): TemplatePage {
  const toBuffer = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { ...page, prefix: toBuffer(page.prefix), crossReferences: toBuffer(page.crossReferences) };
}
