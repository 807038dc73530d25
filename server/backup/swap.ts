import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { acquireInstanceLock, type InstanceLock } from '../db/instance-lock.ts';
import { moveIntoPlace } from '../db/move-into-place.ts';
import { replaceFile } from '../files/replace-file.ts';

const Journal = z.object({
  id: z.string().regex(/^[\w-]+$/),
  state: z.enum(['swapping', 'committed']),
  /** In the order in which they change places. */
  entries: z.array(z.object({ name: z.string(), hasOld: z.boolean(), hasNew: z.boolean() })),
});
type Journal = z.infer<typeof Journal>;
type Entry = Journal['entries'][number];

/** The journal itself, `staged`: what is to come, `work`: the folder that holds it, `before`: what was there. */
export function restorePlaces(root: string, id: string) {
  const work = join(root, `restore-${id}`);
  return {
    journal: join(root, 'restore.json'),
    work,
    staged: join(work, 'new'),
    before: join(root, `before-restore-${id}`),
  };
}

/** A restore of this folder was begun and is not over. */
export function isRestoring(root: string): boolean {
  return existsSync(join(root, 'restore.json'));
}

export type SwapParts = {
  readonly root: string;
  readonly id: string;
  /** Entries of the folder that are of the center, there now or staged. */
  readonly names: readonly string[];
  /** The lock of the folder as it is; its records are closed. Let go once the journal stands. */
  readonly lock: InstanceLock | null;
  readonly clock: Clock;
  /** Opens what now lies in the folder; throws where that is not whole. */
  readonly check: () => void;
  /** Before each step; what it throws ends the restore there. */
  readonly onStep?: (step: string) => void;
};

/**
 * Puts the staged entries in the place of those that are there: each by a rename, all of them or none. What was there
 * is kept in `before-restore-<id>`. A process that dies on the way leaves a journal by which the next start puts back
 * or finishes. Throws what a step throws; everything is then as it was.
 */
export async function swapIn(parts: SwapParts): Promise<void> {
  const { root, id, names, clock, check, lock, onStep = () => undefined } = parts;
  const { journal: path, work, staged, before } = restorePlaces(root, id);
  const entries = names
    .map((name) => ({ name, hasOld: existsSync(join(root, name)), hasNew: existsSync(join(staged, name)) }))
    .filter(({ hasOld, hasNew }) => hasOld || hasNew);
  const workLock = acquireInstanceLock(work, clock);
  try {
    const journal: Journal = { id, state: 'swapping', entries };
    onStep('journal');
    writeJournal(path, journal);
    lock?.release();
    try {
      mkdirSync(before, { mode: 0o700 });
      for (const entry of entries) await exchange(entry);
      onStep('check');
      check();
      onStep('commit');
      writeJournal(path, { ...journal, state: 'committed' });
    } catch (error) {
      await putBack(root, journal);
      rmSync(path, { force: true });
      throw error;
    }
    onStep('finish');
  } finally {
    workLock.release();
  }
  finish(root, id, onStep);

  async function exchange({ name, hasOld, hasNew }: Entry): Promise<void> {
    onStep(`away ${name}`);
    if (hasOld) await moveIntoPlace(join(root, name), join(before, name));
    onStep(`in ${name}`);
    if (hasNew) await moveIntoPlace(join(staged, name), join(root, name));
  }
}

/**
 * At every start, before anything else of the folder is read: a restore that was cut is finished where it was
 * committed, else everything is put back. Gives which, null where there was none. Refuses `in-use` while it still runs.
 */
export async function recoverRestore(root: string, clock: Clock): Promise<'finished' | 'put-back' | null> {
  const path = join(root, 'restore.json');
  if (!existsSync(path)) return null;
  const journal = Journal.parse(JSON.parse(readFileSync(path, 'utf8')));
  const { work } = restorePlaces(root, journal.id);
  const lock = acquireInstanceLock(work, clock);
  try {
    if (journal.state === 'swapping') await putBack(root, journal);
  } finally {
    lock.release();
  }
  finish(root, journal.id);
  return journal.state === 'committed' ? 'finished' : 'put-back';
}

async function putBack(root: string, { id, entries }: Journal): Promise<void> {
  const { staged, before } = restorePlaces(root, id);
  for (const { name, hasOld, hasNew } of entries.toReversed()) {
    const [there, old, fresh] = [join(root, name), join(before, name), join(staged, name)];
    const isOldAway = !hasOld || existsSync(old);
    if (isOldAway && hasNew && existsSync(there) && !existsSync(fresh)) await moveIntoPlace(there, fresh);
    if (existsSync(old)) await moveIntoPlace(old, there);
  }
  rmSync(before, { recursive: true, force: true });
}

function finish(root: string, id: string, onStep: (step: string) => void = () => undefined): void {
  const { journal, work } = restorePlaces(root, id);
  onStep('drop journal');
  rmSync(journal, { force: true });
  onStep('clear');
  rmSync(work, { recursive: true, force: true });
}

function writeJournal(path: string, journal: Journal): void {
  replaceFile(path, `${JSON.stringify(journal)}\n`);
}
