import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, statSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { aPortal } from '../../test/support/portal-builder.ts';
import { aFolder } from '../../test/support/scratch.ts';
import { createLogCheck } from '../audit/log-check.store.ts';
import { closeDatabase, openDatabase, openReadOnly } from './open-database.ts';
import { migrate, type Migration } from './migrate.ts';
import { snapshotDatabase } from './snapshot.ts';
import { createTransactions } from './transactions.ts';

const writer = fileURLToPath(new URL('../../test/support/write-steadily.ts', import.meta.url));

async function writeUntilKilled(path: string, start: number, leastWrites: number): Promise<string[]> {
  const child = spawn(process.execPath, [writer, path, String(start)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const acknowledged: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged.push(line);
    if (acknowledged.length === leastWrites) child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return acknowledged;
}

describe('an acknowledged write', () => {
  it('is there after each of five kill -9, with its log entry', { timeout: 60_000 }, async () => {
    const { db, path } = aPortal();
    closeDatabase(db);
    const acknowledged: string[] = [];
    for (let kill = 0; kill < 5; kill += 1) {
      acknowledged.push(...(await writeUntilKilled(path, kill * 100_000, 37 + 20 * kill)));
    }
    const reopened = openDatabase(path);
    const rows = reopened.prepare<[], string>('SELECT sbd FROM students_main').pluck().all();
    const entries = reopened.prepare<[], string>('SELECT target_id FROM admin_activity').pluck().all();
    expect(acknowledged.length).toBeGreaterThanOrEqual(5 * 37);
    expect(acknowledged.filter((sbd) => !rows.includes(sbd))).toEqual([]);
    expect(new Set(entries)).toEqual(new Set(rows));
    expect(createLogCheck(reopened, 'ky-thi-thu').checkAll().fault).toBeNull();
    reopened.close();
  });

  it('is refused by name on a full disk, leaves nothing, and works again when there is room', () => {
    const { db, inTransaction } = aPortal();
    const insert = db.prepare<[string, string]>('INSERT INTO students_main (sbd, full_name) VALUES (?, ?)');
    const pages = Number(db.pragma('page_count', { simple: true }));
    db.pragma(`max_page_count = ${pages + 3}`);
    let written = 0;
    const writeUntilFull = () => {
      for (; written < 1_000; written += 1) inTransaction(() => void insert.run(`F${written}`, 'x'.repeat(500)));
    };
    expect(writeUntilFull).toThrow(expect.objectContaining({ kind: 'disk-full', message: 'disk is full' }) as Error);
    expect(db.prepare('SELECT count(*) FROM students_main').pluck().get()).toBe(written);
    db.pragma('max_page_count = 1000000');
    inTransaction(() => void insert.run('F-after', ''));
    expect(db.prepare('SELECT count(*) FROM students_main').pluck().get()).toBe(written + 1);
  });

  it('is on a connection that syncs each commit', () => {
    const { db } = aPortal();
    const kept = ['journal_mode', 'synchronous', 'foreign_keys', 'trusted_schema', 'cell_size_check', 'busy_timeout'];
    expect(kept.map((name) => db.pragma(name, { simple: true }))).toEqual(['wal', 2, 1, 0, 1, 5_000]);
    const volatile = openDatabase(`${aFolder()}/kv.db`, 'volatile');
    expect(volatile.pragma('synchronous', { simple: true })).toBe(1);
    volatile.close();
  });

  it('ends the process when the disk or the file fails', () => {
    const { db } = aPortal();
    const fatal: unknown[] = [];
    const inTransaction = createTransactions(db, (error) => fatal.push(error));
    const failed = Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR_FSYNC' });
    const fail = () => {
      throw failed;
    };
    expect(() => inTransaction(fail)).toThrow(failed);
    expect(fatal).toEqual([failed]);
  });
});

describe('a migration', () => {
  const steps: Migration[] = [
    (db) => db.exec('CREATE TABLE a (n)'),
    (db) => db.exec('INSERT INTO a VALUES (2)'),
    (db) => db.exec('INSERT INTO a VALUES (3)'),
  ];
  const failing: Migration = (db) => {
    db.exec('INSERT INTO a VALUES (99)');
    throw new Error('step fails');
  };

  it('runs each step once and makes a checked copy before each but the first open', () => {
    const folder = aFolder();
    const db = openDatabase(`${folder}/portal.db`);
    const copies: number[] = [];
    const snapshot = (from: typeof db, version: number) => {
      const path = `${folder}/backups/${version}.db`;
      snapshotDatabase(from, path);
      const copy = openReadOnly(path);
      copies.push(Number(copy.pragma('user_version', { simple: true })));
      copy.close();
    };
    migrate(db, { migrations: steps.slice(0, 1), snapshot });
    expect(copies).toEqual([]);
    migrate(db, { migrations: steps, snapshot });
    migrate(db, { migrations: steps, snapshot });
    expect(copies).toEqual([1, 2]);
    expect(db.prepare('SELECT n FROM a').pluck().all()).toEqual([2, 3]);
    db.close();
  });

  it('that fails leaves the step before it', () => {
    const db = openDatabase(`${aFolder()}/portal.db`);
    const snapshot = () => undefined;
    expect(() => migrate(db, { migrations: [...steps.slice(0, 2), failing], snapshot })).toThrow('step fails');
    expect(db.pragma('user_version', { simple: true })).toBe(2);
    expect(db.prepare('SELECT n FROM a').pluck().all()).toEqual([2]);
    db.close();
  });
});

describe('closing', () => {
  it('empties the -wal into the main file', () => {
    const { db, path } = aPortal();
    closeDatabase(db);
    expect(statSync(path).size).toBeGreaterThan(10_000);
    expect(() => statSync(`${path}-wal`)).toThrow(/ENOENT/);
    rmSync(path);
  });
});
