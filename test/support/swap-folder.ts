import { systemClock } from '../../server/clock.ts';
import { swapIn } from '../../server/backup/swap.ts';

/**
 * A restore that dies: `node swap-folder.ts ROOT ID N` is killed before its step N, counted from 0, and says its steps.
 * Without N it comes to its end.
 */
const [root = '', id = '', at] = process.argv.slice(2);
const steps: string[] = [];
await swapIn({
  root,
  id,
  names: ['data', 'cert.config.json', 'templates', 'keys'],
  lock: null,
  clock: systemClock,
  check: () => undefined,
  onStep: (step) => {
    if (String(steps.length) === at) process.kill(process.pid, 'SIGKILL');
    steps.push(step);
  },
});
process.stdout.write(JSON.stringify(steps));
