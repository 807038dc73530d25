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
  /** @param {NodeJS.Signals} signal */
  const passOn = (signal) => {
    // A terminal sends these to the child as well, and a second one would end it before it is done.
    if (process.platform === 'win32' || (process.stdin.isTTY && signal !== 'SIGTERM')) return;
    child.kill(signal);
  };
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
  for (const signal of signals) process.on(signal, passOn);
  const parent = watchParent(() => child.kill('SIGTERM'));
  /** @type {Promise<number>} */
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  }).finally(() => {
    clearInterval(parent);
    for (const signal of signals) process.off(signal, passOn);
  });
  return { child, ended };
}

/**
 * npm runs a script in a shell, which dies of a signal without passing it on: calls `onLost` when that parent is gone,
 * so that no server is left behind. Only under npm: else a launcher may well outlive the shell it was typed in.
 * @param {() => void} onLost
 */
function watchParent(onLost) {
  if (process.platform === 'win32' || !process.env['npm_lifecycle_event']) return undefined;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    onLost();
  }, 500);
  return watch.unref();
}
