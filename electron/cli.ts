import { app, utilityProcess } from 'electron';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { FromCommand, type ToCommand } from '../server/cli/program-line.contract.ts';

const bug = 70;

/** `App --cli …`: the same commands as `lvt-cert`, in a process of their own. Gives the exit code. `program` is dist/. */
export function runCommand(
  program: string,
  args: readonly string[],
  stdio: 'inherit' | 'ignore' = 'inherit',
): Promise<number> {
  const child = utilityProcess.fork(join(program, 'server', 'cli.js'), [...args], {
    serviceName: 'lvt-cert',
    stdio,
  });
  let said: number | null = null;
  const answer = (message: ToCommand) => child.postMessage(message);
  child.on('message', (given: unknown) => {
    const message = FromCommand.safeParse(given);
    if (!message.success) return;
    if (message.data.type === 'ask-secret') {
      void readSecret(message.data.question).then((line) => answer({ type: 'secret', line }));
    } else if (message.data.type === 'serve') {
      void serve(program, message.data.args).then((exitCode) => answer({ type: 'served', exitCode }));
    } else {
      said = message.data.exitCode;
      child.kill();
    }
  });
  return new Promise((resolve) => child.once('exit', (code) => resolve(said ?? (code === 0 ? bug : code))));
}

/** A signal to the program lets the server finish what it writes. */
function serve(program: string, args: readonly string[]): Promise<number> {
  const server = utilityProcess.fork(join(program, 'server', 'main.js'), [...args], {
    serviceName: 'portal',
    stdio: 'inherit',
  });
  let isStopping = false;
  app.on('before-quit', (event) => {
    event.preventDefault();
    if (!isStopping) server.postMessage({ type: 'stop' });
    isStopping = true;
  });
  return new Promise((resolve) => server.once('exit', (code) => resolve(isStopping ? 0 : code)));
}

/** One line, without echo where it is typed; empty where stdin ends before one came. */
async function readSecret(question: string): Promise<string> {
  const isTerminal = process.stdin.isTTY;
  if (isTerminal) process.stderr.write(question);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: isTerminal });
  try {
    for await (const line of lines) return line;
    return '';
  } finally {
    lines.close();
    if (isTerminal) process.stderr.write('\n');
  }
}
