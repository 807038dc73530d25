import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { closeDatabase, openDatabase, openReadOnly } from '../../server/db/open-database.ts';
import { StartProblem } from '../../server/db/start-problem.ts';
import { inspectFolder } from '../../server/opening/inspect-folder.ts';
import { toStartProblem } from '../../server/opening/open-problem.ts';
import { centerPaths } from '../../server/opening/paths.ts';
import { prepareRecords } from '../../server/opening/prepare.store.ts';
import { aConfig } from '../support/config-builder.ts';
import { aClock, aLog } from '../support/scratch.ts';
import { fillCenter } from './center-folder.ts';
import { aChance, aFaultFolder, type Chance, tell } from './fault-run.ts';

const config = aConfig();

/** Whole pages overwritten, single bits turned over, the end cut off, pages swapped. */
function damage(whole: Buffer, kind: number, chance: Chance): Buffer {
  const bytes = Buffer.from(whole);
  const pages = whole.length / 4096;
  const page = () => chance.below(pages) * 4096;
  if (kind === 0) return bytes.fill(chance.below(256), page(), page() + 4096);
  if (kind === 1) return bytes.subarray(0, chance.below(bytes.length));
  if (kind === 2) {
    const [from, to] = [page(), page()];
    whole.copy(bytes, to, from, from + 4096);
    return bytes;
  }
  const at = chance.below(bytes.length);
  bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << chance.below(8)), at);
  return bytes;
}

/** As a start does it, on this thread: four hundred workers would take their time. */
async function open(paths: ReturnType<typeof centerPaths>): Promise<unknown> {
  const nothing = () => undefined;
  try {
    const state = inspectFolder(paths);
    await prepareRecords({
      paths,
      config,
      state,
      clock: aClock(),
      log: aLog(),
      progress: nothing,
      throwIfStopped: nothing,
    });
    return null;
  } catch (error) {
    return toStartProblem(error, paths.portal);
  }
}

/** Control: the file that nobody damaged opens, and every row is as it was. */
it('names what is damaged and never writes to it, or opens', { timeout: 600_000 }, async () => {
  const root = fillCenter(aFaultFolder(), 2_000);
  const paths = centerPaths(root, config);
  closeDatabase(openDatabase(paths.portal));
  expect(await open(paths)).toBeNull();
  const whole = readFileSync(paths.portal);
  const chance = aChance('corrupt');
  const tally = { quick: 0, integrity: 0, rows: 0, silent: 0 };
  for (let file = 0; file < 400; file += 1) {
    const bytes = damage(whole, file % 8, chance);
    for (const suffix of ['-wal', '-shm']) rmSync(paths.portal + suffix, { force: true });
    writeFileSync(paths.portal, bytes);
    const outcome = await open(paths);
    if (outcome !== null) {
      expect(outcome, `file ${file}`).toBeInstanceOf(StartProblem);
      expect(readFileSync(paths.portal).equals(bytes), `file ${file} was written to`).toBe(true);
      tally.quick += 1;
      continue;
    }
    tally[seenBy(root, bytes)] += 1;
  }
  const { quick, integrity, rows, silent } = tally;
  tell(
    `corrupt: 400 files, ${quick} refused at the start, ${integrity} only by integrity_check, ${rows} left to row digests, ${silent} without effect`,
  );
  expect(quick).toBeGreaterThan(100);
});

/** Who would see damage that a start lets pass. */
function seenBy(root: string, bytes: Buffer): 'integrity' | 'rows' | 'silent' {
  const copy = join(root, 'look.db');
  writeFileSync(copy, bytes);
  const db = openReadOnly(copy);
  try {
    if (db.pragma('integrity_check(1)', { simple: true }) !== 'ok') return 'integrity';
    const names = db.prepare<[], string>('SELECT full_name FROM students').pluck().all();
    return names.length === 2_000 && names.every((name) => /^Nguyễn Văn An \d+$/.test(name)) ? 'silent' : 'rows';
  } catch {
    return 'integrity';
  } finally {
    db.close();
    rmSync(copy);
  }
}
