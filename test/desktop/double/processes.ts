import type Electron from 'electron';
import { type ChildProcess, fork, type StdioOptions } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { fileURLToPath } from 'node:url';
import { held } from './app.ts';
import { strict } from './strict.ts';

const parentPort = fileURLToPath(new URL('./parent-port.mjs', import.meta.url));

/** A Node of its own with `process.parentPort`, which ends when main does. */
class UtilityProcess extends EventEmitter {
  pid: number | undefined;
  readonly stdout: ChildProcess['stdout'];
  readonly stderr: ChildProcess['stderr'];
  private readonly child: ChildProcess;
  private hasSpawned = false;
  private isExiting = false;

  constructor(
    path: string,
    args: string[] = [],
    { stdio = 'inherit', execArgv = [], ...options }: Electron.ForkOptions = {},
  ) {
    super();
    this.child = fork(path, args, {
      execArgv: ['--import', parentPort, ...execArgv],
      env: (options.env ?? process.env) as NodeJS.ProcessEnv,
      ...(options.cwd !== undefined && { cwd: options.cwd }),
      stdio: stdioOf(stdio),
      serialization: 'advanced',
    });
    [this.stdout, this.stderr] = [this.child.stdout, this.child.stderr];
    held.children.add(this);
    this.child.once('spawn', () => {
      this.hasSpawned = true;
      this.pid = this.child.pid;
      this.emit('spawn');
    });
    this.child.on('message', (message) => this.emit('message', message));
    this.child.once('exit', (code, signal) => {
      held.children.delete(this);
      this.pid = undefined;
      this.isExiting = true;
      this.emit('exit', code ?? (signal ? 15 : 1));
      this.isExiting = false;
    });
  }
  postMessage(message: unknown): void {
    // Source: electron issue 53923.
    if (this.isExiting) throw new Error("postMessage inside 'exit' ends Electron's main process");
    if (this.child.connected) this.child.send(message as object, () => undefined);
  }
  /** False right after fork. Source: electron issue 44009. */
  kill(): boolean {
    return this.hasSpawned && this.pid !== undefined && this.child.kill();
  }
}

function stdioOf(asked: NonNullable<Electron.ForkOptions['stdio']>): StdioOptions {
  const [, out, err] = Array.isArray(asked) ? asked : ['ignore', asked, asked];
  return ['ignore', out === 'pipe' || out === 'ignore' ? out : 'inherit', err === 'pipe' ? 'pipe' : 'inherit', 'ipc'];
}

export const utilityProcess = strict('utilityProcess', {
  fork: (path: string, args?: string[], options?: Electron.ForkOptions) => new UtilityProcess(path, args, options),
});

null as unknown as UtilityProcess satisfies Pick<Electron.UtilityProcess, 'pid' | 'postMessage' | 'kill'>;
