import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/**
 * A secret typed at the terminal without echo, or the first line of stdin where that is no terminal. Empty where stdin
 * ends before a line came.
 */
export async function askSecret(question: string): Promise<string> {
  const isTerminal = process.stdin.isTTY;
  if (isTerminal) process.stderr.write(question);
  // A terminal's line editor echoes into `output`: nowhere.
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
