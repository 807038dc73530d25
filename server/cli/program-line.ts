import { type FromCommand, ToCommand } from './program-line.contract.ts';

type ParentPort = {
  readonly postMessage: (message: FromCommand) => void;
  readonly once: (event: 'message', listener: (event: { readonly data: unknown }) => void) => void;
};

export type ProgramLine = NonNullable<ReturnType<typeof connectProgram>>;

/**
 * The line to the desktop program where that runs the command; null on Node. Such a process has no stdin, cannot start
 * another one of its kind, and its exit code is not to be relied on, so the program does all three.
 * Source: Electron, `utilityProcess`; electron issues 42283, 42290.
 */
export function connectProgram() {
  const { parentPort } = process as { readonly parentPort?: ParentPort };
  if (!parentPort) return null;
  const port = parentPort;

  function ask(message: FromCommand): Promise<ToCommand> {
    return new Promise((resolve) => {
      port.once('message', ({ data }) => resolve(ToCommand.parse(data)));
      port.postMessage(message);
    });
  }

  async function askSecret(question: string): Promise<string> {
    const answer = await ask({ type: 'ask-secret', question });
    return answer.type === 'secret' ? answer.line : '';
  }

  /** Runs the server; gives its exit code. */
  async function serve(args: readonly string[]): Promise<number> {
    const answer = await ask({ type: 'serve', args: [...args] });
    return answer.type === 'served' ? answer.exitCode : 70;
  }

  /** Once what was printed is out. */
  function end(exitCode: number): void {
    process.stdout.write('', () => process.stderr.write('', () => port.postMessage({ type: 'ended', exitCode })));
  }

  return { askSecret, serve, end };
}
