import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { csv } from '../../test/support/ingest-builder.ts';
import { aCenterFolder } from '../../test/support/run-server.ts';
import { aFolder } from '../../test/support/scratch.ts';
import { openDatabase } from '../db/open-database.ts';
import { sqlName } from '../db/sql-name.ts';

const program = join(import.meta.dirname, '..', 'cli', 'main.ts');
const kills = Number(process.env['FAULT_KILLS'] ?? '5');
const head = ['sbd', 'full_name', 'dob', 'toan'];
const list = (count: number, prize: string) =>
  csv(head, ...Array.from({ length: count }, (_, row) => [`B${row}`, `Trần Bình ${row}`, '01/02/2010', prize]));

type Run = { readonly wasKilled: boolean; readonly writingMs: number };

/**
 * `lvt-cert ingest --commit`, killed so many milliseconds after its first byte in the write-ahead log. Gives how long
 * it wrote, and whether it was still at work when it was killed.
 */
async function ingest(folder: string, file: string, killAfterMs = Infinity): Promise<Run> {
  const args = [program, 'ingest', join(folder, file), '--data', folder, '--commit', '--duplicates', 'replace'];
  const child = spawn(process.execPath, args, { stdio: 'ignore', cwd: folder });
  const wal = join(folder, 'data', 'portal.db-wal');
  let writesSince = Infinity;
  const watch = setInterval(() => {
    const now = performance.now();
    if (writesSince === Infinity && (statSync(wal, { throwIfNoEntry: false })?.size ?? 0) > 0) writesSince = now;
    if (now - writesSince >= killAfterMs) child.kill('SIGKILL');
  }, 1);
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  clearInterval(watch);
  if (signal === null) expect(code).toBe(0);
  return { wasKilled: signal !== null, writingMs: Math.max(0, performance.now() - writesSince) };
}

/** What every table holds: a digest of its rows, and how many they are. SQLite's own statistics are no records. */
function contentOf(folder: string): Record<string, { rows: number; digest: string }> {
  const db = openDatabase(join(folder, 'data', 'portal.db'));
  try {
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    const names = db.prepare<[], string>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND sql NOT LIKE '%VIRTUAL%'",
    );
    const tables = names.pluck().all();
    return Object.fromEntries(
      tables.map((table) => {
        const rows = db
          .prepare(`SELECT * FROM ${sqlName(table)}`)
          .raw()
          .all();
        const lines = rows.map((row) => JSON.stringify(row)).sort();
        return [table, { rows: rows.length, digest: createHash('sha256').update(lines.join('\n')).digest('hex') }];
      }),
    );
  } finally {
    db.close();
  }
}

const countsOf = (content: ReturnType<typeof contentOf>) =>
  Object.fromEntries(Object.entries(content).map(([table, { rows }]) => [table, rows]));

describe('an import that is killed', () => {
  it(
    `leaves the database before or after, never between (${kills} kills)`,
    { timeout: 60_000 + kills * 20_000 },
    async () => {
      const base = aCenterFolder();
      writeFileSync(join(base, 'first.csv'), list(2_000, 'Giải Nhất'));
      writeFileSync(join(base, 'second.csv'), list(12_000, 'Giải Nhì'));
      await ingest(base, 'first.csv');
      const before = contentOf(base);
      expect(before['students']?.rows).toBe(2_000);

      const copy = () => {
        const folder = join(aFolder(), 'center');
        cpSync(base, folder, { recursive: true });
        return folder;
      };
      const whole = copy();
      const { writingMs } = await ingest(whole, 'second.csv');
      const after = contentOf(whole);
      expect(after['students']?.rows).toBe(12_000);

      const found = { before: 0, after: 0, cutWriting: 0, unhurt: 0 };
      for (let number = 0; number < kills; number += 1) {
        const folder = copy();
        const { wasKilled } = await ingest(folder, 'second.csv', (writingMs * number) / kills);
        if (!wasKilled) found.unhurt += 1;
        if (existsSync(join(folder, 'data', 'portal.db-wal'))) found.cutWriting += 1;
        const content = contentOf(folder);
        if (content['students']?.digest === before['students']?.digest) {
          expect(content).toEqual(before);
          found.before += 1;
        } else {
          expect(content['students']).toEqual(after['students']);
          expect(countsOf(content)).toEqual(countsOf(after));
          found.after += 1;
        }
        if (number === 0) expect((await ingest(folder, 'second.csv')).wasKilled).toBe(false);
      }
      process.stdout.write(
        `import killed: ${kills} points over ${Math.round(writingMs)} ms, ${JSON.stringify(found)}, 0 between\n`,
      );
      expect(found.unhurt).toBeLessThan(kills);
    },
  );
});
