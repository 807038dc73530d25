import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aConfig } from '../../test/support/config-builder.ts';
import { aClock, aFolder, aLog } from '../../test/support/scratch.ts';
import { closeDatabase, openDatabase } from '../db/open-database.ts';
import { StartProblem } from '../db/start-problem.ts';
import { inspectFolder } from './inspect-folder.ts';
import { openCenterDatabase } from './open-center-database.ts';
import { toStartProblem } from './open-problem.ts';
import { centerPaths } from './paths.ts';
import { prepareRecords } from './prepare.store.ts';

const config = aConfig();

/** A whole portal.db with 300 students, closed. */
async function aCenter() {
  const root = aFolder();
  const paths = centerPaths(root, config);
  (await openCenterDatabase({ paths, config, log: aLog() })).close();
  const db = openDatabase(paths.portal);
  const insert = db.prepare<[string]>("INSERT INTO students (sbd, full_name) VALUES (?, 'Nguyễn Văn Đạt')");
  db.transaction(() => {
    for (let n = 0; n < 300; n += 1) insert.run(`A${n}`);
  })();
  closeDatabase(db);
  return { root, paths };
}

const folderHash = (folder: string) =>
  readdirSync(folder)
    .sort()
    .map(
      (name) =>
        `${name} ${createHash('sha256')
          .update(readFileSync(join(folder, name)))
          .digest('hex')}`,
    )
    .join('\n');

/** As the worker does it, on this thread: forty workers would take their time. */
async function open(paths: ReturnType<typeof centerPaths>): Promise<void> {
  try {
    const state = inspectFolder(paths);
    const nothing = () => undefined;
    const parts = { paths, config, state, clock: aClock(), log: aLog(), progress: nothing, throwIfStopped: nothing };
    await prepareRecords(parts);
  } catch (error) {
    throw toStartProblem(error, paths.portal);
  }
}

describe('a damaged portal.db', () => {
  it('of forty kinds is named and never written to, or opens', { timeout: 60_000 }, async () => {
    const { paths } = await aCenter();
    const whole = readFileSync(paths.portal);
    const tally = { named: 0, opened: 0 };
    for (let kind = 0; kind < 40; kind += 1) {
      const bytes = damage(whole, kind);
      writeFileSync(paths.portal, bytes);
      const outcome = await open(paths).then(
        () => 'opened',
        (error: unknown) => error,
      );
      if (outcome === 'opened') {
        tally.opened += 1;
        continue;
      }
      expect(outcome, `kind ${kind}`).toBeInstanceOf(StartProblem);
      expect(outcome).toMatchObject({ kind: 'damaged', path: paths.portal });
      expect(readFileSync(paths.portal).equals(bytes), `kind ${kind} was written to`).toBe(true);
      tally.named += 1;
    }
    expect(tally.named).toBeGreaterThanOrEqual(30);
  });
});

function damage(whole: Buffer, kind: number): Buffer {
  const bytes = Buffer.from(whole);
  const place = Math.floor((bytes.length * ((kind * 7) % 40)) / 40);
  if (kind < 10) return bytes.subarray(0, Math.floor((bytes.length * kind) / 10));
  if (kind < 20) return bytes.fill(0xa5, place, place + 4096);
  if (kind < 30) return bytes.fill(0, place, place + 8192);
  bytes.fill(0xff, (kind - 30) * 10, (kind - 30) * 10 + 10);
  return bytes;
}

describe('a folder of a newer program', () => {
  it('is refused with no byte touched, also where only its -wal says so', async () => {
    const { paths } = await aCenter();
    const db = openDatabase(paths.portal);
    db.pragma('wal_autocheckpoint = 0');
    db.pragma('user_version = 99');
    const aside = ['', '-wal'].map((suffix) => readFileSync(paths.portal + suffix));
    db.close();
    for (const [index, suffix] of ['', '-wal'].entries()) writeFileSync(paths.portal + suffix, aside[index] ?? '');
    const before = folderHash(paths.data);
    await expect(openCenterDatabase({ paths, config, log: aLog() })).rejects.toMatchObject({ kind: 'newer' });
    expect(folderHash(paths.data)).toBe(before);
  });
});

describe('a start', () => {
  it('makes a new database where there is none, and no half one beside it', async () => {
    const root = aFolder();
    const paths = centerPaths(root, config);
    const opened = await openCenterDatabase({ paths, config, log: aLog() });
    expect(opened.portalDb.prepare('SELECT count(*) FROM students').pluck().get()).toBe(0);
    opened.close();
    expect(readdirSync(paths.data).sort()).toEqual(['kv.db', 'portal.db']);
  });

  it('adds a column that the config has gained, and keeps every digest', async () => {
    const { paths } = await aCenter();
    const grown = aConfig({ data_mapping: { ...config.data_mapping, extra_cols: ['ward', 'commune', 'SCHOOL'] } });
    const opened = await openCenterDatabase({ paths, config: grown, log: aLog() });
    const columns = opened.portalDb.prepare("SELECT name FROM pragma_table_info('students')").pluck().all();
    expect(columns).toEqual(['sbd', 'full_name', 'dob', 'school', 'grade', 'phone', 'ward', 'toan', 'van', 'commune']);
    opened.close();
  });

  it('makes the keys anew when the config finds names in another column', async () => {
    const { paths } = await aCenter();
    const moved = aConfig({ data_mapping: { ...config.data_mapping, name_col: 'school' } });
    const opened = await openCenterDatabase({ paths, config: moved, log: aLog() });
    const named = opened.portalDb.prepare("SELECT count(*) FROM student_key WHERE name_key <> ''").pluck().get();
    expect(named).toBe(0);
    opened.close();
  });

  it('recovers what a kill left in the -wal', async () => {
    const { root, paths } = await aCenter();
    const db = openDatabase(paths.portal);
    db.pragma('wal_autocheckpoint = 0');
    db.exec("INSERT INTO students (sbd) VALUES ('LAST')");
    for (const suffix of ['', '-wal']) copyFileSync(paths.portal + suffix, join(root, `kept${suffix}`));
    closeDatabase(db);
    for (const suffix of ['', '-wal']) copyFileSync(join(root, `kept${suffix}`), paths.portal + suffix);
    const opened = await openCenterDatabase({ paths, config, log: aLog() });
    expect(opened.portalDb.prepare("SELECT sbd FROM students WHERE sbd = 'LAST'").pluck().get()).toBe('LAST');
    opened.close();
    expect(existsSync(`${paths.portal}-wal`)).toBe(false);
  });
});
