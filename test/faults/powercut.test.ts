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

/** What the answers acknowledged, each with the number of its step. */
function tellings(steps: readonly Step[]) {
  return steps.flatMap((step, at) => {
    if (step.is !== 'told') return [];
    const signOuts = [...step.text.matchAll(/"revoked":true,"jti":"([\w-]+)"/g)].map(([, jti = '']) => ({ at, jti }));
    const flips = [...step.text.matchAll(/\{"lookup_enabled":true,"download_enabled":\w+\}/g)].map(() => ({
      at,
      jti: null,
    }));
    return [...signOuts, ...flips];
  });
}

function toldBy(place: number, told: ReturnType<typeof tellings>): Written {
  const upTo = told.filter(({ at }) => at < place);
  const signOuts = upTo.flatMap(({ jti }) => jti ?? []);
  return { emails: [], signOuts, flips: upTo.length - signOuts.length };
}

type Recording = Awaited<ReturnType<typeof record>>;

/** Cuts the power at so many places, and opens what each leaves. */
function replay({ root, before, names }: Recording, steps: readonly Step[], cuts: number) {
  const chance = aChance('powercut');
  const [database = '', wal = ''] = names;
  const told = tellings(steps);
  const first = told[0]?.at ?? 0;
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
    const { lost, half } = judge(image, toldBy(place, told));
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
    const told = tellings(steps);
    const syncs = steps.filter((step) => step.is === 'sync' && step.file === wal).length;
    const cuts = times(30, 300);
    const { lost, half } = replay(recording, steps, cuts);
    // As with synchronous=NORMAL: the log is synced before a checkpoint alone.
    const control = replay(
      recording,
      steps.filter((step, at) => !isCommitSync(steps, step, at, wal ?? '')),
      times(30, 100),
    );
    tell(
      `powercut: ${cuts} cuts, ${told.length} acknowledged, ${syncs} syncs, ${lost} lost, ${half} half; ` +
        `without syncs ${control.lost} lost`,
    );
    expect(syncs).toBeGreaterThanOrEqual(told.length);
    expect({ lost, half }).toEqual({ lost: 0, half: 0 });
    expect(control.lost).toBeGreaterThan(0);
  },
);

/** A sync of the log that neither makes a new log begin nor comes before a write to the database. */
function isCommitSync(steps: readonly Step[], step: Step, at: number, wal: string): boolean {
  if (step.is !== 'sync' || step.file !== wal) return false;
  const before = steps.slice(Math.max(0, at - 50), at).findLast(({ is }) => is === 'write');
  const next = steps.slice(at + 1, at + 50).find(({ is }) => is === 'write');
  const beginsLog = before?.is === 'write' && before.file === wal && before.at === 0;
  const isOfCheckpoint = next?.is === 'write' && next.file !== wal;
  return !beginsLog && !isOfCheckpoint;
}
