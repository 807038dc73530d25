import { FromServer, type ToServer } from '../server/desktop/desktop.contract.ts';
import { nextDelay } from './backoff.ts';

/** As much of Electron's UtilityProcess as is used. */
export type ServerChild = {
  readonly postMessage: (message: ToServer) => void;
  readonly kill: () => boolean;
  readonly onSpawn: (listener: () => void) => void;
  readonly onMessage: (listener: (message: unknown) => void) => void;
  readonly onError: (listener: (line: string) => void) => void;
  readonly onExit: (listener: (code: number) => void) => void;
};

type Ready = Extract<FromServer, { type: 'ready' }>;
export type ServerState =
  | { readonly is: 'starting'; readonly attempt: number }
  | { readonly is: 'ready'; readonly origin: string; readonly locale: Ready['locale'] }
  | { readonly is: 'restarting'; readonly attempt: number; readonly delayMs: number }
  /** Not tried again by itself. `exitCode` is the server's, null after too many crashes. */
  | { readonly is: 'failed'; readonly exitCode: number | null; readonly message: string }
  | { readonly is: 'stopping' };

export type Told = Exclude<FromServer, { type: 'ready' | 'failed' }>;

type Parts = {
  readonly fork: (args: readonly string[]) => ServerChild;
  readonly args: readonly string[];
  /** Monotonic, ms. */
  readonly elapsed: () => number;
  readonly onChange: (state: ServerState) => void;
  /** What else the server tells. */
  readonly onTold: (message: Told) => void;
  /** Said to each server as it starts. */
  readonly first: ToServer;
};

const stopPatienceMs = 5000;
const keptLines = 40;

export type ServerProcess = ReturnType<typeof createServerProcess>;

/** The server as a child: started, started again when it dies, stopped so that it finishes what it writes. */
export function createServerProcess({ fork, args, elapsed, onChange, onTold, first }: Parts) {
  let state: ServerState = { is: 'starting', attempt: 0 };
  let child: ServerChild | null = null;
  let crashes: readonly number[] = [];
  let startedAt = 0;
  let port: string | null = null;
  let ending: Extract<FromServer, { type: 'failed' }> | null = null;
  let retry: NodeJS.Timeout | undefined;
  const lines: string[] = [];
  const stopped = Promise.withResolvers<undefined>();

  function start(): void {
    clearTimeout(retry);
    if (child || state.is === 'stopping') return;
    change({ is: 'starting', attempt: crashes.length });
    startedAt = elapsed();
    ending = null;
    // The address stays over a restart, or every open page would be lost.
    child = fork(port === null ? args : [...withoutPort(args), '--port', port]);
    child.onMessage(hear);
    child.onError(note);
    child.onExit(ended);
    child.postMessage(first);
  }

  function hear(given: unknown): void {
    const message = FromServer.safeParse(given);
    if (!message.success) return;
    const told = message.data;
    if (told.type === 'failed') ending = told;
    else if (told.type === 'ready') {
      port = new URL(told.origin).port;
      if (state.is !== 'stopping') change({ is: 'ready', origin: told.origin, locale: told.locale });
    } else onTold(told);
  }

  /** Whatever the code: an end that was not asked for is a crash. Source: electron issues 42283, 42290. */
  function ended(code: number): void {
    child = null;
    note(`server exited, code ${code}`);
    if (state.is === 'stopping') {
      stopped.resolve(undefined);
      return;
    }
    if (ending && ending.exitCode !== 70) {
      change({ is: 'failed', exitCode: ending.exitCode, message: ending.message });
      return;
    }
    const next = nextDelay({ before: crashes, now: elapsed(), uptimeMs: elapsed() - startedAt });
    crashes = next.crashes;
    if (next.delayMs === null) {
      change({ is: 'failed', exitCode: null, message: lines.at(-2) ?? '' });
      return;
    }
    change({ is: 'restarting', attempt: crashes.length, delayMs: next.delayMs });
    retry = setTimeout(start, next.delayMs);
  }

  /** False where no server is ready to hear it. */
  function tell(message: ToServer): boolean {
    if (!child || state.is !== 'ready') return false;
    child.postMessage(message);
    return true;
  }

  /** A person asks: the count begins anew. `ownPort` is taken instead of the one that was asked for. */
  function startAgain(ownPort?: string): void {
    crashes = [];
    port = ownPort ?? port;
    start();
  }

  /** Resolves when the server has ended; after 5 s it is ended. */
  async function stop(): Promise<void> {
    clearTimeout(retry);
    change({ is: 'stopping' });
    if (!child) return;
    const asked = child;
    asked.postMessage({ type: 'stop' });
    const patience = setTimeout(() => asked.kill() || asked.onSpawn(() => void asked.kill()), stopPatienceMs);
    await stopped.promise;
    clearTimeout(patience);
  }

  function note(line: string): void {
    lines.push(line);
    lines.splice(0, lines.length - keptLines);
  }

  function change(next: ServerState): void {
    state = next;
    onChange(next);
  }

  return { start, startAgain, stop, tell, state: () => state, lastLines: (): readonly string[] => lines };
}

function withoutPort(args: readonly string[]): string[] {
  const at = args.indexOf('--port');
  return at < 0 ? [...args] : args.toSpliced(at, 2);
}
