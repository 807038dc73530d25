// `npm run test:faults [part ...]`: kills, power cuts, full disks, damage, hostile input and load, all of it. One line
// per part; the last one is: N passed, N failed, N skipped. FAULT_SEED repeats an earlier run.
import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const bin = join(root, 'node_modules', '.bin');
const scratch = mkdtempSync(join(tmpdir(), 'lvt-faults-'));
const [report, results] = [join(scratch, 'report.txt'), join(scratch, 'vitest.json')];
const seed = process.env.FAULT_SEED ?? String(randomInt(1, 1_000_000));
console.log(`seed ${seed}`);

const { status } = spawnSync(
  join(bin, process.platform === 'win32' ? 'vitest.cmd' : 'vitest'),
  [
    'run',
    '--config',
    join('test', 'faults', 'vitest.config.ts'),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${results}`,
    ...process.argv.slice(2),
  ],
  {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
    env: {
      ...process.env,
      PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`,
      FAULTS: 'whole',
      FAULT_SEED: seed,
      FAULT_REPORT: report,
      FAULT_KILLS: '20',
    },
  },
);

console.log(existsSync(report) ? `\n${readFileSync(report, 'utf8').trimEnd()}` : '\nno part has told anything');
const counts = existsSync(results) ? JSON.parse(readFileSync(results, 'utf8')) : {};
rmSync(scratch, { recursive: true, force: true });
const { numPassedTests: passed = 0, numFailedTests = 0, numPendingTests: skipped = 0 } = counts;
const failed = status === 0 ? numFailedTests : Math.max(numFailedTests, 1);
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed === 0 ? 0 : 1;
