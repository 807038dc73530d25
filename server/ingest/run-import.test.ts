import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aConfig } from '../../test/support/config-builder.ts';
import { csv, plainOptions, sheet } from '../../test/support/ingest-builder.ts';
import { aPortal } from '../../test/support/portal-builder.ts';
import { aFolder } from '../../test/support/scratch.ts';
import { systemClock } from '../clock.ts';
import type { ImportJob } from './import-job.ts';
import { importCaps, type ImportCaps, runImport } from './run-import.ts';

const head = ['sbd', 'full_name', 'dob', 'phone'];
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => [`B${index}`, `Trần Bình ${index}`, '01/02/2010', '0912345678']);

function aJob(content: string | Buffer, options: Partial<ImportJob['options']> = {}) {
  const portal = aPortal(aConfig());
  const path = join(aFolder(), 'list');
  writeFileSync(path, content);
  const job: ImportJob = {
    config: portal.config,
    databasePath: portal.path,
    path,
    rejectedPath: null,
    fileName: 'list',
    reviewPath: null,
    root: null,
    options: { ...plainOptions, ...options },
    actor: { userId: 'u1', email: 'a@b.vn' },
  };
  const count = () => portal.db.prepare<[], number>('SELECT count(*) FROM students').pluck().get();
  const run = (
    caps: Partial<ImportCaps> = {},
    more: { signal?: AbortSignal; onProgress?: (rows: number) => void } = {},
  ) => runImport(job, { clock: systemClock, caps: { ...importCaps, ...caps }, ...more });
  return { ...portal, run, count };
}

describe('an import in its worker', () => {
  it('writes 20,000 rows of a workbook and tells its progress every 2,000', { timeout: 60_000 }, async () => {
    const { run, count, db } = aJob(sheet(head, ...many(20_000)));
    const progress: number[] = [];
    const report = await run({}, { onProgress: (rows) => progress.push(rows) });
    expect(report).toMatchObject({ committed: true, counts: { added: 20_000 } });
    expect(progress).toEqual(Array.from({ length: 10 }, (_, index) => (index + 1) * 2_000));
    expect(count()).toBe(20_000);
    expect(db.prepare('SELECT user_id, user_email FROM admin_activity').all()).toEqual([
      { user_id: 'u1', user_email: 'a@b.vn' },
    ]);
  });

  it('leaves the database as before when it is cancelled', { timeout: 60_000 }, async () => {
    const { run, shell } = aJob(csv(head, ...many(50_000)));
    const before = shell('.dump');
    const cancel = new AbortController();
    const running = run({}, { signal: cancel.signal, onProgress: () => cancel.abort(new Error('cancelled by hand')) });
    await expect(running).rejects.toThrow('cancelled by hand');
    expect(shell('.dump')).toBe(before);
  });

  it.each<[string, Partial<ImportCaps>, string]>([
    ['time without progress', { idleMs: 1 }, 'took too long'],
    ['time in all', { totalMs: 1, idleMs: 5 }, 'took too long'],
    ['growth of the process', { rssGrowthBytes: 1 }, 'too much memory'],
    ['heap of the worker', { heapMib: 16 }, 'too much memory'],
    ['room on the disk', { leastFreeBytes: Number.MAX_SAFE_INTEGER }, 'disk is full'],
  ])('is ended by its cap on %s, with nothing changed', { timeout: 60_000 }, async (_, caps, message) => {
    const { run, shell } = aJob(csv(head, ...many(120_000)));
    const before = shell('.dump');
    await expect(run(caps)).rejects.toThrow(message);
    expect(shell('.dump')).toBe(before);
  });

  it('brings a refusal across the thread with its code', { timeout: 60_000 }, async () => {
    const { run } = aJob('');
    await expect(run()).rejects.toMatchObject({ name: 'Refusal', code: 'ingest.empty' });
  });
});
