import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { describe, expect, it, onTestFinished } from 'vitest';
import { aLog } from '../../test/support/scratch.ts';
import { anUpstreamFolder } from '../../test/support/upstream-folder.ts';
import { createAuditStore } from '../audit/audit.store.ts';
import { createLogCheck } from '../audit/log-check.store.ts';
import { createRecordDigests } from '../db/record-digests.ts';
import { createStudentStore } from '../students/students.store.ts';
import { toDobKey } from '../values/dob.ts';
import { toNameKey } from '../values/name.ts';
import { openCenterDatabase } from './open-center-database.ts';
import { centerPaths } from './paths.ts';
import type { PrepareProgress } from './prepare-messages.ts';

type Folder = ReturnType<typeof anUpstreamFolder>;
const digest = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

async function adopted(folder: Folder) {
  const paths = centerPaths(folder.root, folder.config);
  const steps: PrepareProgress[] = [];
  const opened = await openCenterDatabase({ ...folder, paths, log: aLog(), onProgress: (step) => steps.push(step) });
  onTestFinished(opened.close);
  return { ...opened, paths, steps };
}

describe('an upstream folder', () => {
  it('is taken over whole, and its own database stays byte for byte', async () => {
    const folder = anUpstreamFolder();
    const before = digest(folder.database);
    const { portalDb, kvDb, paths } = await adopted(folder);
    expect(digest(folder.database)).toBe(before);
    const students = createStudentStore(portalDb, folder.config);
    expect(students.count()).toBe(1_001);
    const found = students.findByNameAndDob(toNameKey('nguyen van dat 7'), toDobKey('02/01/2010'));
    expect(found.map(({ roundId, sbd }) => `${roundId}:${sbd}`)).toEqual(['main:A7', 'final:A7']);
    expect(portalDb.prepare('SELECT tracking_code FROM shipments').pluck().all()).toEqual(['VN1']);
    expect(kvDb.prepare('SELECT key FROM kv').pluck().all()).toEqual(['otp:a@b.vn']);
    expect(statSync(paths.portal).mode & 0o777).toBe(process.platform === 'win32' ? 0o666 : 0o600);
  });

  it('keeps its gate closed and its living sign-outs', async () => {
    const { portalDb } = await adopted(anUpstreamFolder());
    expect(portalDb.prepare('SELECT key, value FROM kv_durable ORDER BY key').raw().all()).toEqual([
      ['feature:public_lookup_enabled', '0'],
      ['jwt_denylist:living', '1'],
    ]);
  });

  it('has its log chained under an entry that says how many rows came over, and digests of its users', async () => {
    const { portalDb } = await adopted(anUpstreamFolder());
    const store = createAuditStore(portalDb);
    const rows = [...store.rows()];
    expect(rows.map(({ id }) => id).slice(0, 2)).toEqual(['a1', 'a2']);
    expect(rows[2]).toMatchObject({ action: 'audit.adopted', metadata: '{"count":2}' });
    expect(createLogCheck(portalDb, 'ky-thi-thu').checkAll().fault).toBeNull();
    const user = portalDb.prepare<[], Record<string, string>>('SELECT * FROM admin_users').get() ?? {};
    expect(createRecordDigests(portalDb).isAsWritten('admin_users', 'u1', user)).toBe(true);
  });

  it('lets a student be cancelled more than once, as upstream does not', async () => {
    const { portalDb } = await adopted(anUpstreamFolder());
    const set = portalDb.prepare<[string]>("UPDATE shipment_draft SET status = ? WHERE id = 'd2'");
    set.run('cancelled');
    expect(portalDb.prepare("SELECT count(*) FROM shipment_draft WHERE status = 'cancelled'").pluck().get()).toBe(2);
  });

  it('loses triggers and views, which would run with our rights', async () => {
    const extra = `CREATE VIEW v AS SELECT 1; CREATE TRIGGER t AFTER UPDATE ON students_main
      BEGIN UPDATE admin_users SET role = 'super-admin'; END;`;
    const { portalDb } = await adopted(anUpstreamFolder({ students: 3, extra }));
    const names = portalDb.prepare<[], string>("SELECT name FROM sqlite_schema WHERE name IN ('v', 't')").pluck().all();
    expect(names).toEqual([]);
  });

  it('is taken over once: a row it gains afterwards does not come along', async () => {
    const folder = anUpstreamFolder({ students: 3 });
    (await adopted(folder)).close();
    execFileSync('sqlite3', [folder.database, "INSERT INTO students_main (sbd) VALUES ('NEW')"]);
    const { portalDb } = await adopted(folder);
    expect(createStudentStore(portalDb, folder.config).count()).toBe(4);
  });

  it('comes with what its -wal holds, and leaves both files alone', async () => {
    const folder = anUpstreamFolder({ students: 3 });
    const shell = `PRAGMA journal_mode=WAL; .filectrl persist_wal 1\nINSERT INTO students_main (sbd) VALUES ('W1');`;
    execFileSync('sqlite3', [folder.database], {
      input: `.dbconfig no_ckpt_on_close on\n${shell.replace(' .', '\n.')}`,
    });
    expect(statSync(`${folder.database}-wal`).size).toBeGreaterThan(0);
    const before = ['', '-wal'].map((suffix) => digest(folder.database + suffix));
    const { portalDb } = await adopted(folder);
    expect(createStudentStore(portalDb, folder.config).count()).toBe(5);
    expect(['', '-wal'].map((suffix) => digest(folder.database + suffix))).toEqual(before);
  });

  it('says how far it is', async () => {
    const { steps } = await adopted(anUpstreamFolder({ students: 5_000 }));
    expect(steps).toContainEqual({ step: 'copying', rows: 0 });
    expect(steps).toContainEqual({ step: 'indexing', rows: 4_000 });
  });

  it('leaves nothing half when it is cut', async () => {
    const folder = anUpstreamFolder({ students: 5_000 });
    const paths = centerPaths(folder.root, folder.config);
    const stop = new AbortController();
    const onProgress = ({ step }: PrepareProgress) => step === 'indexing' && stop.abort();
    const opening = openCenterDatabase({ ...folder, paths, log: aLog(), signal: stop.signal, onProgress });
    await expect(opening).rejects.toThrow(/abort/i);
    expect(existsSync(paths.portal)).toBe(false);
    const { portalDb } = await adopted(folder);
    expect(createStudentStore(portalDb, folder.config).count()).toBe(5_001);
    expect(readdirSync(paths.data).filter((name) => name.includes('.new'))).toEqual([]);
  });

  it.each([
    [
      'a registration number twice',
      {
        extra:
          'DROP TABLE students_main; CREATE TABLE students_main (sbd TEXT); INSERT INTO students_main VALUES (1), (1);',
      },
      /twice/,
    ],
    ['a virtual table', { extra: 'CREATE VIRTUAL TABLE f USING fts5(a);' }, /virtual table/],
    ['a table of ours', { extra: 'CREATE TABLE settings (key TEXT);' }, /settings/],
    ['a store of keys cut short', { store: '{"feature:public_lookup_enabled": ["0"' }, /store\.json/],
  ])('is refused by name when it holds %s, and nothing is made', async (_, setup, message) => {
    const folder = anUpstreamFolder({ students: 3, ...setup });
    await expect(adopted(folder)).rejects.toMatchObject({
      kind: 'foreign',
      message: expect.stringMatching(message) as string,
    });
    expect(existsSync(centerPaths(folder.root, folder.config).portal)).toBe(false);
  });
});
