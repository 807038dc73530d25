import { acquireInstanceLock } from '../../server/db/instance-lock.ts';
import { systemClock } from '../../server/clock.ts';

/**
 * A second program for the tests of the lock: `node open-folder.ts DATA_FOLDER`. Says `open` and stays, or ends with
 * the exit code of a folder in use.
 */
try {
  const lock = acquireInstanceLock(process.argv[2] ?? '', systemClock);
  process.stdout.write('open\n');
  process.stdin.on('end', lock.release).resume();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof Error && 'kind' in error && error.kind === 'in-use' ? 3 : 70;
}
