import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

export type WorkerStart = {
  /** What it is started with. Structured clone carries this and every message. */
  readonly data?: unknown;
  /** Cap of its heap; over it the worker dies. */
  readonly heapMib?: number;
  /** Where that is possible, in a process of its own; it may then be cut at any moment. */
  readonly isApart: boolean;
  readonly onMessage: (value: unknown) => void;
  /** It died of an error, or ended without being asked to. Not called after `end`. */
  readonly onDeath: (error: Error) => void;
};

export type RunningWorker = {
  readonly post: (value: object) => void;
  /** What its process takes, which is this one where the worker is a thread. */
  readonly residentBytes: () => number;
  /** Whether this process stays alive for it. */
  readonly hold: (isHeld: boolean) => void;
  readonly end: () => Promise<void>;
};

/**
 * Starts the entry at `url`, which calls `workerPort`. A thread's memory stays with the process when it has ended, 20
 * MiB for a look at the database and as much for the PDF library, so what is done once goes into a process of its own:
 * on Linux, where anyone can be asked what another process takes, and not in Electron, whose program runs no scripts.
 */
export function startWorker(url: URL, start: WorkerStart): RunningWorker {
  const canLiveApart = process.platform === 'linux' && process.versions['electron'] === undefined;
  return start.isApart && canLiveApart ? startProcess(url, start) : startThread(url, start);
}

function startThread(url: URL, { data, heapMib, onMessage, onDeath }: WorkerStart): RunningWorker {
  const worker = new Worker(url, {
    workerData: data,
    ...(heapMib !== undefined && { resourceLimits: { maxOldGenerationSizeMb: heapMib } }),
  });
  worker.on('message', onMessage);
  worker.on('error', (error) => onDeath(error instanceof Error ? error : new Error(String(error))));
  worker.on('exit', (code) => onDeath(new Error(`worker ended with ${code}`)));

  async function end(): Promise<void> {
    worker.removeAllListeners();
    await worker.terminate();
  }

  return {
    post: (value) => worker.postMessage(value),
    residentBytes: () => process.memoryUsage.rss(),
    hold: (isHeld) => (isHeld ? worker.ref() : worker.unref()),
    end,
  };
}

const apartMark = 'apart';

function startProcess(url: URL, { data, heapMib, onMessage, onDeath }: WorkerStart): RunningWorker {
  const child = fork(fileURLToPath(url), [apartMark], {
    serialization: 'advanced',
    execArgv: heapMib === undefined ? [] : [`--max-old-space-size=${heapMib}`],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const hasEnded = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let isWanted = true;
  const die = (error: Error) => {
    if (isWanted) onDeath(error);
  };
  child.on('message', (value) => {
    if (isWanted) onMessage(value);
  });
  child.on('error', die);
  child.on('exit', (code, signal) => die(new Error(`worker ended with ${code ?? signal ?? 'nothing'}`)));
  child.send({ data });

  function hold(isHeld: boolean): void {
    if (isHeld) child.ref();
    else child.unref();
    if (isHeld) child.channel?.ref();
    else child.channel?.unref();
  }

  async function end(): Promise<void> {
    isWanted = false;
    child.kill('SIGKILL');
    await hasEnded;
  }

  return { post: (value) => child.send(value), residentBytes: () => residentOf(child.pid), hold, end };
}

/** 0 where the process has just ended. Source: proc_pid_status(5). */
function residentOf(pid: number | undefined): number {
  try {
    const [, kib] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kib ?? 0) * 1024;
  } catch {
    // A process that is gone takes nothing; that it died is told by `onDeath`.
    return 0;
  }
}

export type WorkerPort = {
  readonly data: unknown;
  readonly post: (value: unknown) => void;
  readonly onMessage: (listener: (value: unknown) => void) => void;
};

/** The worker's side; null where the entry was not started as a worker. */
export async function workerPort(): Promise<WorkerPort | null> {
  if (!isMainThread && parentPort) {
    const port = parentPort;
    const onMessage = (listener: (value: unknown) => void) => void port.on('message', listener);
    return { data: workerData, post: (value) => port.postMessage(value), onMessage };
  }
  if (process.argv[2] !== apartMark || !process.send) return null;
  // Whoever wanted the work is gone: nothing may go on beside the next one.
  process.once('disconnect', () => process.exit());
  const first = await new Promise<unknown>((resolve) => process.once('message', resolve));
  const data = typeof first === 'object' && first !== null && 'data' in first ? first.data : undefined;
  const onMessage = (listener: (value: unknown) => void) => void process.on('message', listener);
  // A channel that is closed already ends this process a moment later, so what could not be sent is not missed.
  return { data, post: (value) => process.send?.(value, undefined, undefined, () => undefined), onMessage };
}
