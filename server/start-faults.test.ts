import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdirSync, openSync, readFileSync, renameSync, statSync, writeSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ask } from '../test/support/ask.ts';
import { aHeavyTemplate, certificateFiles } from '../test/support/certificate-builder.ts';
import { aConfig } from '../test/support/config-builder.ts';
import { aCenterFolder, exitOf, portOf, run } from '../test/support/run-server.ts';
import { aClock } from '../test/support/scratch.ts';
import { layFiles, solve } from '../test/support/start-center.ts';
import { aStudent } from '../test/support/student-builder.ts';
import { closeDatabase, openDatabase } from './db/open-database.ts';
import { StartProblem } from './db/start-problem.ts';
import { toEnding } from './cli/errors.ts';
import { createTranslate } from './i18n/translate.ts';
import { requireOwnDisk } from './opening/own-disk.ts';
import { prepareSchema } from './opening/schema.store.ts';
import { createRowWriter } from './students/row-writer.store.ts';

const claim = { name: 'Nguyễn Văn An', dob: '01-02-2010' };
const nobody = 65534;

/** portal.db with so many students, closed. */
function fill(root: string, students: number): string {
  const path = join(root, 'data', 'portal.db');
  const config = aConfig();
  const db = openDatabase(path);
  prepareSchema(db, config);
  const writer = createRowWriter({ db, config, clock: aClock(), userId: null }, 'main');
  writer.begin();
  for (let number = 1; number <= students; number += 1)
    writer.put(aStudent({ sbd: `A${number}`, full_name: `${claim.name} ${number}` }));
  writer.finish(() => undefined);
  closeDatabase(db);
  return path;
}

/** What the student of that number says of themselves, with the answer to a sum. */
async function claimWithSum(port: number, number: string) {
  const { body } = await ask({ port, method: 'POST', path: '/api/captcha' });
  const { id, question } = body as { id: string; question: string };
  return { name: `${claim.name} ${number}`, dob: claim.dob, captcha_id: id, captcha_answer: solve(question) };
}

describe('a start that must not go on', () => {
  it('ends with 5 for a folder of a newer program, and touches no byte of it', async () => {
    const root = aCenterFolder();
    const path = fill(root, 3);
    const db = openDatabase(path);
    db.pragma('user_version = 99');
    closeDatabase(db);
    const digest = () => createHash('sha256').update(readFileSync(path)).digest('hex');
    const before = digest();
    const server = run(['--data', root, '--port', '0']);
    expect(await exitOf(server.child)).toBe(5);
    expect(server.stderr()).toContain('phiên bản mới hơn của chương trình mở (định dạng 99');
    expect(server.stderr().trim().split('\n')).toHaveLength(1);
    expect(digest()).toBe(before);
  }, 30_000);

  it('is refused on a network drive, with the remedy', () => {
    const ending = (() => {
      try {
        requireOwnDisk({ is: 'network', name: 'NFS' }, '/mnt/share');
        return null;
      } catch (error) {
        return error instanceof StartProblem ? toEnding(error, createTranslate('en')) : null;
      }
    })();
    expect(ending).toMatchObject({ exitCode: 1 });
    expect(ending?.message).toContain('/mnt/share is on a network drive (NFS)');
  });

  it('shows the safe page, and no stack, where the folder cannot be written to', async () => {
    const root = aCenterFolder();
    chmodSync(root, 0o555);
    onTestFinished(() => chmodSync(root, 0o755));
    const asOther = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};
    const server = run(['--data', root, '--port', '0'], {}, asOther);
    const port = await portOf(server.child);
    expect(await ask({ port, method: 'GET', path: '/health' })).toMatchObject({ status: 200 });
    const page = await ask({ port, method: 'GET', path: '/' });
    expect(page.status).toBe(503);
    expect(page.body).toContain(`${join(root, 'data')} cannot be written to`);
    expect(server.stderr()).not.toMatch(/^\s+at /m);
    server.child.kill('SIGTERM');
    expect(await exitOf(server.child)).toBe(0);
  }, 30_000);

  it('shows the safe page where .env cannot be written and holds no secret', async () => {
    const root = aCenterFolder();
    mkdirSync(join(root, 'data'));
    if (process.getuid?.() === 0) chmodSync(join(root, 'data'), 0o777);
    chmodSync(root, 0o555);
    onTestFinished(() => chmodSync(root, 0o755));
    const asOther = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};
    const server = run(['--data', root, '--port', '0'], {}, asOther);
    const port = await portOf(server.child);
    const page = await ask({ port, method: 'GET', path: '/' });
    expect(page.body).toContain(`${join(root, '.env')} cannot be written to`);
    expect(server.stderr()).not.toMatch(/^\s+at /m);
  }, 30_000);
});

describe('a start that goes on with a warning', () => {
  it('says that a synced folder, a KV elsewhere and more workers are not what they seem', async () => {
    const root = aCenterFolder();
    const synced = join(root, 'Dropbox');
    mkdirSync(synced);
    renameSync(join(root, 'cert.config.json'), join(synced, 'cert.config.json'));
    const elsewhere = run(['--data', synced, '--port', '0'], { KV_BACKEND: 'upstash' });
    await portOf(elsewhere.child);
    expect(elsewhere.stderr()).toContain('the folder is inside Dropbox: two PCs');
    expect(elsewhere.stderr()).toContain('KV_BACKEND=upstash is not used by this version: everything stays on this PC');

    const many = run(['--data', aCenterFolder(), '--port', '0'], { WEB_CONCURRENCY: '4', GUNICORN_WORKERS: '1' });
    await portOf(many.child);
    expect(many.stderr()).toContain('KV_BACKEND=local with 4 workers is unsafe');
    expect(many.stderr()).not.toContain('is inside');
  }, 30_000);
});

describe('a server that has to end', () => {
  it('ends with 70 when a page that it reads is damaged', async () => {
    const root = aCenterFolder();
    const path = fill(root, 5_000);
    const server = run(['--data', root, '--port', '0']);
    const port = await portOf(server.child);
    const file = openSync(path, 'r+');
    const start = 20 * 4096;
    writeSync(file, Buffer.alloc(statSync(path).size - start, 0xff), 0, undefined, start);
    const body = await claimWithSum(port, '2500');
    const asking = ask({ port, method: 'POST', path: '/api/search', body });
    expect(await asking.catch(() => 'cut off')).toBe('cut off');
    expect(await exitOf(server.child)).toBe(70);
    expect(server.stderr().trim().split('\n').at(-1)).toContain('cơ sở dữ liệu bị hỏng');
  }, 60_000);

  it('waits no longer than 4 s for a download whose taker does not read', async () => {
    const root = aCenterFolder({ results: { TOAN: { 'Giải Nhất': 1 }, VAN: { Đạt: 1 } } });
    fill(root, 1);
    layFiles(root, { ...(await certificateFiles()), 'templates/main.pdf': await aHeavyTemplate(24 * 1024 * 1024) });
    const server = run(['--data', root, '--port', '0']);
    const port = await portOf(server.child);
    const asked = { ...(await claimWithSum(port, '1')), round_id: 'main', subject_code: 'TOAN' };
    const body = JSON.stringify(asked);
    const slow = connect(port, '127.0.0.1');
    onTestFinished(() => void slow.destroy());
    slow.on('error', () => undefined);
    slow.write(
      `POST /api/download HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
    const [begin] = (await once(slow, 'data')) as [Buffer];
    slow.pause();
    expect(begin.toString('latin1')).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    const start = performance.now();
    server.child.kill('SIGTERM');
    expect(await exitOf(server.child)).toBe(0);
    const took = performance.now() - start;
    expect(took).toBeLessThan(4_000);
    // It was given its time: the taker might have been merely slow.
    expect(took).toBeGreaterThan(1_500);
  }, 60_000);

  it('waits no longer than 4 s for a caller who does not finish asking', async () => {
    const root = aCenterFolder();
    mkdirSync(join(root, 'data'));
    const server = run(['--data', root, '--port', '0']);
    const port = await portOf(server.child);
    const slow = connect(port, '127.0.0.1');
    onTestFinished(() => void slow.destroy());
    slow.on('error', () => undefined);
    await once(slow, 'connect');
    // Half a body: the request is under way and will not end by itself.
    slow.write(`POST /api/search HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Length: 100\r\n\r\n{"name"`);
    await ask({ port, method: 'GET', path: '/health' });
    const start = performance.now();
    server.child.kill('SIGTERM');
    server.child.kill('SIGINT');
    expect(await exitOf(server.child)).toBe(0);
    const took = performance.now() - start;
    expect(took).toBeLessThan(4_000);
    // The echo of the signal has not cut the drain short.
    expect(took).toBeGreaterThan(1_500);
    expect(() => readFileSync(join(root, 'data', 'portal.db-wal'))).toThrow('ENOENT');
  }, 30_000);
});
