import BetterSqlite3 from 'better-sqlite3';
import { appendFileSync, chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { lvtCert } from '../../test/support/lvt-cert.ts';
import { aClock, aFolder, aLog } from '../../test/support/scratch.ts';
import { ensureDemoCenter } from '../demo/make-demo-center.ts';
import { writeKeyPair } from '../verify/key-files.ts';

// Each run is a process of its own.
vi.setConfig({ testTimeout: 60_000 });

async function aDemo(): Promise<string> {
  const folder = join(aFolder(), 'center');
  await ensureDemoCenter(folder, { environment: {}, writeKeyPair, clock: aClock(), log: aLog() });
  return folder;
}

type Told = {
  id: string;
  level: string;
  rows?: unknown[];
  text: { vi: string; en: string };
  fix: { vi: string; en: string };
};

function examine(folder: string) {
  const { code, out, errors } = lvtCert(aFolder(), ['doctor', '--json', '--data', folder]);
  expect(errors).toBe('');
  const { findings } = JSON.parse(out) as { findings: Told[] };
  return { code, findings, ids: findings.map(({ id }) => id) };
}

describe('lvt-cert doctor', () => {
  it('finds a fresh demo sound: only notes, exit 0', async () => {
    const folder = await aDemo();
    const before = readdirSync(folder);
    const { code, ids, findings } = examine(folder);
    expect({ code, ids }).toEqual({ code: 0, ids: ['address', 'no-account'] });
    expect(findings[0]?.text.vi).toContain('http://127.0.0.1:5000,');
    expect(readdirSync(folder)).toEqual(before);
  });

  it('names everything that is broken at once, with a remedy in both languages, worst first', async () => {
    const folder = await aDemo();
    if (process.platform !== 'win32') chmodSync(join(folder, '.env'), 0o644);
    writeFileSync(join(folder, 'public_key.pem'), 'no key');
    writeFileSync(join(folder, 'templates', 'so-khao.pdf'), 'no template');
    rmSync(join(folder, 'assets', 'fonts', 'NotoSerif-Bold.ttf'));
    const { code, findings } = examine(folder);
    expect(code).toBe(1);
    const bad = findings.filter(({ level }) => level === 'bad').map(({ id }) => id);
    expect(new Set(bad)).toEqual(new Set([...(process.platform === 'win32' ? [] : ['rights']), 'key', 'template']));
    expect(findings.at(-1)?.level).toBe('warn');
    const told = findings.map(({ text }) => text.en).join('\n');
    for (const path of ['public_key.pem', 'so-khao.pdf', 'NotoSerif-Bold.ttf']) expect(told).toContain(path);
    for (const { text, fix } of findings) {
      for (const words of [text.vi, text.en, fix.vi, fix.en]) expect(words).toMatch(/\p{L}.*\s/u);
    }
  });

  it('lists every row whose characters the fonts lack', async () => {
    const folder = await aDemo();
    const db = new BetterSqlite3(join(folder, 'data', 'portal.db'));
    db.exec("UPDATE so_khao SET full_name = 'Nguyễn 字 An' WHERE sbd IN ('26010003', '26010900')");
    db.close();
    const { code, findings } = examine(folder);
    expect(code).toBe(1);
    expect(findings.find(({ id }) => id === 'glyphs')?.rows).toEqual([
      { round_id: 'so-khao', sbd: '26010003', field: 'name', font: 'serif-bold', character: '字' },
      { round_id: 'so-khao', sbd: '26010900', field: 'name', font: 'serif-bold', character: '字' },
    ]);
  });

  it('lists such rows of an upstream folder that was not taken over yet, and leaves it as it is', async () => {
    const folder = await aDemo();
    const data = join(folder, 'data');
    for (const name of readdirSync(data)) rmSync(join(data, name));
    const { project } = JSON.parse(readFileSync(join(folder, 'cert.config.json'), 'utf8')) as {
      project: { slug: string };
    };
    const database = join(data, `${project.slug}.db`);
    const db = new BetterSqlite3(database);
    db.exec(`CREATE TABLE so_khao (sbd TEXT PRIMARY KEY, full_name TEXT);
      INSERT INTO so_khao VALUES ('1', 'Nguyễn Văn An'), ('2', 'Nguyễn 字 An')`);
    db.close();
    const before = readFileSync(database);
    const { code, findings } = examine(folder);
    expect(code).toBe(1);
    expect(findings.find(({ id }) => id === 'glyphs')?.rows).toEqual([
      { round_id: 'so-khao', sbd: '2', field: 'name', font: 'serif-bold', character: '字' },
    ]);
    expect(readdirSync(data)).toEqual([`${project.slug}.db`]);
    expect(readFileSync(database).equals(before)).toBe(true);
  });

  it('says that a KV elsewhere and more workers are not used', async () => {
    const folder = await aDemo();
    appendFileSync(join(folder, '.env'), 'KV_BACKEND=vercel-kv\n');
    expect(examine(folder)).toMatchObject({ code: 0, ids: expect.arrayContaining(['kv-backend']) as string[] });
    writeFileSync(join(folder, '.env'), 'UVICORN_WORKERS=3\n', { mode: 0o600 });
    expect(examine(folder)).toMatchObject({ code: 0, ids: expect.arrayContaining(['workers']) as string[] });
  });

  it('says where staff sign in by mail and nothing can send one', async () => {
    const folder = await aDemo();
    const path = join(folder, 'cert.config.json');
    const config = JSON.parse(readFileSync(path, 'utf8')) as object;
    writeFileSync(path, JSON.stringify({ ...config, admin: { auth_mode: 'magic_link' } }));
    expect(examine(folder)).toMatchObject({ code: 1, ids: expect.arrayContaining(['mail']) as string[] });
    appendFileSync(join(folder, '.env'), 'SMTP_URL=smtp://127.0.0.1:25\n');
    expect(examine(folder).ids).not.toContain('mail');
  });

  it('leaves the database of a newer program closed', async () => {
    const folder = await aDemo();
    const db = new BetterSqlite3(join(folder, 'data', 'portal.db'));
    db.pragma('user_version = 9000');
    db.close();
    expect(examine(folder)).toMatchObject({ code: 1, ids: expect.arrayContaining(['newer']) as string[] });
    expect(readdirSync(join(folder, 'data'))).toEqual(['portal.db']);
  });

  it('says of a damaged database and of a broken config what to do next', async () => {
    const folder = await aDemo();
    writeFileSync(join(folder, 'data', 'portal.db'), 'x'.repeat(4096));
    writeFileSync(join(folder, '.env'), 'JWT_SECRET=short\n', { mode: 0o600 });
    expect(examine(folder)).toMatchObject({
      code: 1,
      ids: expect.arrayContaining(['database', 'environment']) as string[],
    });
    writeFileSync(join(folder, 'cert.config.json'), '{"project": 1}');
    expect(examine(folder).ids).toContain('config');
  });

  it('tells in plain lines, in the language asked for, what is missing where there is no center', () => {
    const folder = aFolder();
    mkdirSync(join(folder, 'empty'));
    const { code, out } = lvtCert(folder, ['doctor', '--data', 'empty', '--lang', 'en']);
    expect(code).toBe(1);
    expect(out).toContain(join(folder, 'empty', 'cert.config.json'));
    expect(out).toContain('lvt-cert init');
    const vietnamese = { environment: { LANG: 'vi_VN.UTF-8' } };
    expect(lvtCert(folder, ['doctor', '--data', 'empty'], vietnamese).out).toContain('Không thấy tệp cấu hình');
  });
});
