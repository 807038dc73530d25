import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { startFirstRun as start } from '../../test/support/first-run.ts';
import { exitOf } from '../../test/support/run-server.ts';
import { aFolder, aLog } from '../../test/support/scratch.ts';
import { anUpstreamFolder } from '../../test/support/upstream-folder.ts';
import { acquireInstanceLock } from '../db/instance-lock.ts';
import { systemClock } from '../clock.ts';
import { openReadOnly } from '../db/open-database.ts';
import { createTranslate } from '../i18n/translate.ts';
import { requireOwnDisk } from '../opening/own-disk.ts';
import { createSetup } from './setup.ts';

// Each center makes a key pair.
vi.setConfig({ testTimeout: 60_000 });

const nobody = 65534;
const never = () => Promise.reject(new Error('not asked for'));
const account = { email: 'Ha@SaoMai.vn', password: 'mot mat khau that dai' };

describe('the first run', () => {
  it('makes the demo center and its first account, on the same port, and is over then', async () => {
    const first = await start();
    expect(await first.state()).toMatchObject({ step: 'center', place: first.root, problem: null });
    expect(existsSync(first.root)).toBe(false);
    expect(await first.send('GET', '/admin')).toMatchObject({ status: 302, headers: { location: '/setup' } });

    expect(await first.make({ way: 'demo' })).toMatchObject({ step: 'account', name: 'Trung tâm Khảo thí Sao Mai' });
    expect(await first.send('GET', '/admin/students')).toMatchObject({ status: 302, headers: { location: '/setup' } });
    const short = { ...account, password: 'too short' };
    expect(await first.send('POST', '/api/setup/account', { body: short })).toMatchObject({
      status: 400,
      body: { code: 'user.password-short', least: 12 },
    });
    const both = await Promise.all([1, 2].map(() => first.send('POST', '/api/setup/account', { body: account })));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await first.state()).toMatchObject({ step: 'done' });
    expect(await first.send('GET', '/setup')).toMatchObject({ status: 302, headers: { location: '/admin' } });
    expect(await first.send('POST', '/api/setup/account', { body: account })).toMatchObject({ status: 409 });
    const login = { email: 'ha@saomai.vn', password: account.password };
    expect(await first.send('POST', '/api/admin/login', { body: login })).toMatchObject({
      body: { role: 'super-admin' },
    });
    expect(first.stdout().match(/ready/g)).toHaveLength(1);

    first.child.kill('SIGTERM');
    expect(await exitOf(first.child)).toBe(0);
    const db = openReadOnly(join(first.root, 'data', 'portal.db'));
    const actions = db.prepare<[], { action: string; metadata: string }>('SELECT action, metadata FROM admin_activity');
    expect(actions.all()).toEqual(
      expect.arrayContaining([
        { action: 'setup.center', metadata: '{"way":"demo"}' },
        { action: 'user.create', metadata: '{"role":"super-admin"}' },
      ]),
    );
    db.close();
  });

  it('makes a new center under the name given, and asks for the account alone after a cut before it', async () => {
    const first = await start();
    expect(await first.send('POST', '/api/setup/center', { body: { way: 'empty', name: ' ' } })).toMatchObject({
      status: 400,
      body: { code: 'setup.name' },
    });
    const wanted = { way: 'empty', name: 'Trung tâm Đèo Ngang', locale: 'en' };
    expect(await first.make(wanted)).toMatchObject({ step: 'account', name: 'Trung tâm Đèo Ngang', locale: 'en' });
    first.child.kill('SIGKILL');
    await exitOf(first.child);
    const second = await start(first.root);
    expect(await second.state()).toMatchObject({ step: 'account', name: 'Trung tâm Đèo Ngang' });
    expect(await second.send('GET', '/api/portal')).toMatchObject({ body: { slug: 'trung-tam-deo-ngang' } });
  });

  it('leaves nothing half where it is killed in the middle', async () => {
    const first = await start();
    await first.send('POST', '/api/setup/center', { body: { way: 'demo' } });
    first.child.kill('SIGKILL');
    await exitOf(first.child);
    expect(existsSync(join(first.root, 'cert.config.json'))).toBe(false);
    const second = await start(first.root);
    expect(await second.make({ way: 'demo' })).toMatchObject({ step: 'account' });
    expect(readdirSync(join(first.root, '..')).filter((name) => name.startsWith('.making'))).toEqual([]);
  });

  it('takes over an earlier folder where it is, says by name why another cannot be taken, and when one was lost', async () => {
    const first = await start();
    const bare = aFolder();
    const { root: old, config } = anUpstreamFolder({ students: 20 });
    writeFileSync(join(old, 'cert.config.json'), JSON.stringify(config));
    const broken = aFolder();
    writeFileSync(join(broken, 'cert.config.json'), '{"project":');
    const lock = acquireInstanceLock(join(old, 'data'), systemClock);
    for (const [folder, code] of [
      ['some/where', 'setup.folder-relative'],
      [join(bare, 'gone'), 'setup.folder-missing'],
      [bare, 'setup.no-config'],
      [broken, 'setup.config'],
      [old, 'setup.folder-in-use'],
    ]) {
      expect(await first.make({ way: 'adopt', folder })).toMatchObject({ step: 'center', problem: { code } });
    }
    lock.release();
    mkdirSync(join(bare, '.hidden'));
    symlinkSync(old, join(bare, 'old'));
    const listed = { path: bare, folders: [{ name: 'old', path: join(bare, 'old'), is_center: true }], is_cut: false };
    expect(await first.send('POST', '/api/setup/folders', { body: { path: bare } })).toMatchObject({ body: listed });
    // Its super-admin is there already.
    expect(await first.make({ way: 'adopt', folder: old })).toMatchObject({ step: 'done', name: config.project.name });
    expect(existsSync(join(old, 'data', 'portal.db'))).toBe(true);
    first.child.kill('SIGKILL');
    await exitOf(first.child);

    const moved = join(bare, 'moved');
    renameSync(old, moved);
    const second = await start(first.root);
    expect(await second.state()).toMatchObject({ obstacle: { kind: 'lost', folder: old } });
    expect(await second.make({ way: 'empty', name: 'Mới' })).toMatchObject({ step: 'account', name: 'Mới' });
    expect(existsSync(join(moved, 'data', 'portal.db'))).toBe(true);
    expect(existsSync(old)).toBe(false);
  });
});

describe('a place that is no place for a center', () => {
  it('is told of, and left as it is', async () => {
    const root = aFolder();
    writeFileSync(join(root, 'thesis.docx'), '');
    const first = await start(root);
    expect(await first.state()).toMatchObject({ obstacle: { kind: 'not-empty', folder: root } });
    expect(await first.send('POST', '/api/setup/center', { body: { way: 'demo' } })).toMatchObject({
      status: 400,
      body: { code: 'setup.place-not-empty' },
    });
    expect(readdirSync(root)).toEqual(['thesis.docx']);
  });
});

describe('a place that cannot be written to', () => {
  it('is refused by its name, be it where the center is to be or a folder to take, and nothing is left', async () => {
    const isRoot = process.getuid?.() === 0;
    const shelf = aFolder();
    const { root: old, config } = anUpstreamFolder({ students: 1 });
    writeFileSync(join(old, 'cert.config.json'), JSON.stringify(config));
    for (const folder of [shelf, old, join(old, 'data')]) chmodSync(folder, isRoot ? 0o755 : 0o555);
    onTestFinished(() => [shelf, old, join(old, 'data')].forEach((folder) => chmodSync(folder, 0o755)));
    const first = await start(join(shelf, 'center'), [], isRoot ? { uid: nobody, gid: nobody } : {});
    const refused = { step: 'center', problem: { code: 'setup.folder-unwritable' } };
    for (const body of [{ way: 'demo' }, { way: 'empty', name: 'Mới' }]) {
      expect(await first.make(body)).toMatchObject({ ...refused, problem: { facts: { folder: first.root } } });
    }
    expect(await first.make({ way: 'adopt', folder: old })).toMatchObject(refused);
    expect(readdirSync(shelf)).toEqual([]);
    expect(existsSync(join(old, 'data', 'portal.db'))).toBe(false);
  });
});

describe('a folder on a network drive', () => {
  it('is refused with the name of that kind of drive, in words of both languages', async () => {
    const setup = createSetup({
      place: '/mnt/share/center',
      obstacle: () => null,
      ...{ locale: 'vi', homeFolder: '/', log: aLog(), onMade: () => undefined },
      makers: {
        adopt: (folder) => Promise.resolve().then(() => requireOwnDisk({ is: 'network', name: 'NFS' }, folder)),
        ...{ demo: never, empty: never, restore: never },
      },
    });
    const desk = { address: '127.0.0.1', isThisPc: true, isAtDesk: true, isOverLan: false, isLinePrivate: true };
    const caller = { ...desk, userAgent: '' };
    const asked = { way: 'adopt', folder: '/mnt/share/old', name: '', locale: 'vi', file: '', identity: '' } as const;
    expect(setup.begin(asked, caller)).toMatchObject({ step: 'making' });
    await vi.waitFor(() => expect(setup.state(caller).step).toBe('center'));
    const { problem } = setup.state(caller);
    expect(problem).toEqual({ code: 'setup.folder-network', facts: { folder: '/mnt/share/old', name: 'NFS' } });
    for (const locale of ['vi', 'en'] as const) {
      const text = createTranslate(locale)('setup.error.setup.folder-network', problem?.facts);
      expect(text).toMatch(/\/mnt\/share\/old.*NFS/);
    }
  });
});

describe('who may set a center up', () => {
  it('is who sits at the PC: no other host, no proxy, no other site, no other address', async () => {
    const first = await start(undefined, ['--host', '0.0.0.0']);
    const host = `127.0.0.1:${first.port}`;
    const begin = (headers: Record<string, string>) =>
      first.send('POST', '/api/setup/center', { body: { way: 'demo' }, headers });
    expect(await begin({ host: `127.0.0.2:${first.port}` })).toMatchObject({ body: { code: 'setup.elsewhere' } });
    expect(await begin({ host, 'x-forwarded-for': '10.0.0.9' })).toMatchObject({ body: { code: 'setup.elsewhere' } });
    expect(await begin({ host, origin: 'http://evil.example' })).toMatchObject({ body: { code: 'http.cross-site' } });
    const stranger = { from: '127.0.0.9' };
    expect(await first.send('POST', '/api/setup/center', { body: { way: 'demo' }, ...stranger })).toMatchObject({
      status: 503,
      body: { code: 'center.not-set-up' },
    });
    expect(await first.send('GET', '/', stranger)).toMatchObject({
      status: 503,
      body: expect.stringContaining('not set up yet') as string,
    });
    expect((await first.send('GET', '/health', stranger)).status).toBe(200);

    await first.make({ way: 'demo' });
    expect(await first.send('GET', '/', stranger)).toMatchObject({ status: 503 });
    expect(await first.send('POST', '/api/setup/account', { body: account, ...stranger })).toMatchObject({
      status: 503,
    });
    expect((await first.send('POST', '/api/setup/account', { body: account })).status).toBe(200);
    expect((await first.send('GET', '/api/portal', stranger)).status).toBe(200);
    expect(await first.send('GET', '/setup', stranger)).toMatchObject({ status: 403 });
  });
});
