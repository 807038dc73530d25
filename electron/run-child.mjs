// Plain JavaScript that Node 20 parses, for the launchers.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/**
 * Starts a program whose end is ours: signals that reach the launcher are passed on, and `ended` gives the exit code to
 * end with (128 + number for a signal).
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 */
export function runChild(command, args, options) {
  const child = spawn(command, args, options);
  // A terminal sends Ctrl+C to the child as well; SIGTERM beside it changes nothing, the child is stopping already.
  const stop = () => {
    if (process.platform !== 'win32') child.kill('SIGTERM');
  };
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
  for (const signal of signals) process.on(signal, stop);
  /** @type {Promise<number>} */
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  }).finally(() => {
    for (const signal of signals) process.off(signal, stop);
  });
  return { child, ended };
}
