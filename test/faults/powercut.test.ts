import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { exitOf } from '../support/run-server.ts';
import { fillCenter, hasTool, processIn, startServer } from './center-folder.ts';
import { aDisk } from './disk-images.ts';
import { aChance, aFaultFolder, tell, times } from './fault-run.ts';
import { aRegister, judge, type Written } from './registers.ts';
import { readTrace, type Step, straceFor } from './trace.ts';

const canTrace = hasTool('strace');
if (!canTrace) tell('powercut: skipped, 1 test: there is no strace here');

/** A run that was recorded, with how much was acknowledged at each step. */
async function record() {
  const root = fillCenter(aFaultFolder(), 20);
  const before = readFileSync(join(root, 'data', 'portal.db'));
  const trace = join(root, 'trace.txt');
  const server = await startServer(root, { under: straceFor(trace) });
  const register = aRegister();
  const wanted = times(60, 300);
  while (register.acknowledged() < wanted) {
    await Promise.all([register.signOut(server), register.signOut(server)]);
    await register.flip(server);
  }
  // strace itself does not listen to signals.
  process.kill(processIn(root), 'SIGKILL');
  await exitOf(server.child);
  const names = ['portal.db', 'portal.db-wal'].map((name) => join(root, 'data', name));
  const steps = readTrace(trace).filter((step) => step.is === 'told' || names.includes(step.file));
  return { root, before, steps, names };
}

/** What the answers up to here acknowledged. */
function toldBy(steps: readonly Step[]): Written {
  const texts = steps.flatMap((step) => (step.is === 'told' ? [step.text] : []));
  const signOuts = texts.flatMap((text) =>
    [...text.matchAll(/"revoked":true,"jti":"([\w-]+)"/g)].map(([, jti = '']) => jti),
  );
  const flips = texts.flatMap((text) => [...text.matchAll(/\{"lookup_enabled":true,"download_enabled":\w+\}/g)]).length;
  return { emails: [], signOuts, flips };
}

type Recording = Awaited<ReturnType<typeof record>>;

/** Cuts the power at so many places, and opens what each leaves. */
function replay({ root, before, names }: Recording, steps: readonly Step[], cuts: number) {
  const chance = aChance('powercut');
  const [database = '', wal = ''] = names;
  const first = steps.findIndex((step) => step.is === 'told' && step.text.includes('"revoked":true'));
  const places = Array.from({ length: cuts }, () => first + 1 + chance.below(steps.length - first)).sort(
    (a, b) => a - b,
  );
  const disk = aDisk(new Map([[database, before]]));
  const sum = { cuts: 0, lost: 0, half: 0 };
  let done = 0;
  for (const place of places) {
    for (; done < place; done += 1) {
      const step = steps[done];
      if (step) disk.take(step);
    }
    const left = disk.cut(chance);
    const image = layOut(root, left.get(database) ?? Buffer.alloc(0), left.get(wal));
    const { lost, half } = judge(image, toldBy(steps.slice(0, place)));
    rmSync(join(image, '..'), { recursive: true });
    sum.cuts += 1;
    sum.lost += lost;
    sum.half += half;
  }
  return sum;
}

/** The database as it would be found. */
function layOut(root: string, database: Buffer, wal: Buffer | undefined): string {
  const image = join(mkdtempSync(join(root, 'cut-')), 'portal.db');
  writeFileSync(image, database);
  if (wal) writeFileSync(`${image}-wal`, wal);
  return image;
}

it.runIf(canTrace)(
  'loses nothing acknowledged in a power cut; the same cuts on a disk that is not asked to sync do',
  { timeout: 600_000 },
  async () => {
    const recording = await record();
    const { steps, names } = recording;
    const [, wal] = names;
    const acknowledged = toldBy(steps).signOuts.length + toldBy(steps).flips;
    const syncs = steps.filter((step) => step.is === 'sync' && step.file === wal).length;
    const cuts = times(30, 300);
    const { lost, half } = replay(recording, steps, cuts);
    // As with synchronous=NORMAL: the log is synced before a checkpoint alone.
    const control = replay(
      recording,
      steps.filter((step, at) => !isCommitSync(steps, step, at, wal ?? '')),
      cuts,
    );
    tell(
      `powercut: ${cuts} cuts, ${acknowledged} acknowledged, ${syncs} syncs, ${lost} lost, ${half} half; ` +
        `without syncs ${control.lost} lost`,
    );
    expect(syncs).toBeGreaterThanOrEqual(toldBy(steps).flips);
    expect({ lost, half }).toEqual({ lost: 0, half: 0 });
    expect(control.lost).toBeGreaterThan(0);
  },
);

/** A sync of the log that no write to the database follows before the next one to the log. */
function isCommitSync(steps: readonly Step[], step: Step, at: number, wal: string): boolean {
  if (step.is !== 'sync' || step.file !== wal) return false;
  const next = steps.slice(at + 1).find(({ is }) => is === 'write');
  return next === undefined || (next.is === 'write' && next.file === wal);
}
