import type { Chance } from './fault-run.ts';
import type { Step } from './trace.ts';

type Pending = Extract<Step, { is: 'write' | 'cut' }>;

/** A disk that keeps what was synced, and of the rest what a power cut happens to leave. */
export function aDisk(files: ReadonlyMap<string, Buffer>) {
  const safe = new Map([...files].map(([name, bytes]) => [name, Buffer.from(bytes)]));
  let pending: Pending[] = [];

  function take(step: Step): void {
    if (step.is === 'write' || step.is === 'cut') pending.push(step);
    if (step.is !== 'sync') return;
    for (const done of pending) if (done.file === step.file) apply(safe, done);
    pending = pending.filter(({ file }) => file !== step.file);
  }

  /** After a cut right now: each write that was not synced is lost, there, or torn at a sector. */
  function cut(chance: Chance): Map<string, Buffer> {
    const left = new Map(safe);
    for (const write of pending) {
      const fate = chance.below(3);
      if (fate === 0) continue;
      left.set(write.file, Buffer.from(left.get(write.file) ?? ''));
      apply(left, fate === 1 || write.is === 'cut' ? write : torn(write, chance));
    }
    return left;
  }

  return { take, cut };
}

const sector = 512;

function torn(write: Extract<Step, { is: 'write' }>, chance: Chance): Pending {
  const sectors = Math.ceil(write.bytes.length / sector);
  return { ...write, bytes: write.bytes.subarray(0, chance.below(sectors) * sector) };
}

function apply(files: Map<string, Buffer>, step: Pending): void {
  const before = files.get(step.file) ?? Buffer.alloc(0);
  if (step.is === 'cut') {
    files.set(step.file, Buffer.concat([before, Buffer.alloc(step.length)]).subarray(0, step.length));
    return;
  }
  const end = step.at + step.bytes.length;
  const room = before.length >= end ? before : Buffer.concat([before, Buffer.alloc(end - before.length)]);
  step.bytes.copy(room, step.at);
  files.set(step.file, room);
}
