import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import { describe, expect, it } from 'vitest';
import { aClock, aFolder, aLog } from '../../test/support/scratch.ts';
import { readEnvironment } from '../config/env.ts';
import { loadConfig } from '../config/load-config.ts';
import { openReadOnly } from '../db/open-database.ts';
import { createStudentStore } from '../students/students.store.ts';
import { toDobKey } from '../values/dob.ts';
import { toNameKey } from '../values/name.ts';
import { writeKeyPair } from '../verify/key-files.ts';
import { createSigningKeys } from '../verify/signing-keys.ts';
import { ensureDemoCenter } from './make-demo-center.ts';

const parts = () => ({ environment: {}, writeKeyPair, clock: aClock(), log: aLog() });

describe('ensureDemoCenter', () => {
  it('makes a missing folder into a whole center: config, templates, fonts with licence, own keys and secret', async () => {
    const folder = join(aFolder(), 'new', 'center');
    expect(await ensureDemoCenter(folder, parts())).toBe('made');

    const config = loadConfig(join(folder, 'cert.config.json'));
    expect(config.rounds).toHaveLength(2);
    expect(config.subjects.length).toBeGreaterThanOrEqual(3);
    for (const { pdf } of config.rounds) {
      expect((await PDFDocument.load(readFileSync(join(folder, pdf)))).getPageCount()).toBe(12);
    }
    for (const font of Object.values(config.fonts)) expect(statSync(join(folder, font)).size).toBeGreaterThan(100_000);
    expect(readFileSync(join(folder, 'assets', 'fonts', 'OFL.txt'), 'utf8')).toContain(
      'SIL OPEN FONT LICENSE Version 1.1',
    );
    expect(createSigningKeys({ config, root: folder, clock: aClock(), log: aLog() }).problems()).toEqual([]);
    expect(Buffer.byteLength(readEnvironment(folder, {}).JWT_SECRET ?? '')).toBeGreaterThanOrEqual(48);
    expect(JSON.parse(readFileSync(join(folder, config.$schema ?? ''), 'utf8'))).toHaveProperty('title');
  });

  it.skipIf(process.platform === 'win32')('keeps folder, key, secrets and database to this user', async () => {
    const folder = join(aFolder(), 'center');
    await ensureDemoCenter(folder, parts());
    const modeOf = (...path: string[]) => statSync(join(folder, ...path)).mode & 0o777;
    expect(modeOf()).toBe(0o700);
    for (const path of [['private_key.pem'], ['.env'], ['data', 'portal.db']]) expect(modeOf(...path)).toBe(0o600);
  });

  it('writes 1,200 students who are found by name and date of birth', async () => {
    const folder = join(aFolder(), 'center');
    await ensureDemoCenter(folder, parts());
    const db = openReadOnly(join(folder, 'data', 'portal.db'));
    const students = createStudentStore(db, loadConfig(join(folder, 'cert.config.json')));
    expect([...students.iterate('so-khao')]).toHaveLength(1200);
    const found = students.findByNameAndDob(
      toNameKey('nguyen phuoc cong tang ton nu hoang thanh thuy'),
      toDobKey('5/9/2012'),
    );
    expect(found[0]?.name).toBe('Nguyễn Phước Công Tằng Tôn Nữ Hoàng Thanh Thúy');
    expect(db.prepare('SELECT count(*) AS n FROM admin_users').get()).toEqual({ n: 0 });
    db.close();
  });

  it('fills an empty folder in place and leaves nothing else in it', async () => {
    const folder = aFolder();
    writeFileSync(join(folder, 'x'), '');
    const { ino } = statSync(folder);
    await expect(ensureDemoCenter(folder, parts())).rejects.toMatchObject({ code: 'demo.folder-not-empty' });
    const empty = join(folder, 'empty');
    mkdirSync(empty);
    mkdirSync(join(empty, '.making-empty-99999999'));
    await ensureDemoCenter(empty, parts());
    expect(readdirSync(empty).filter((name) => name.startsWith('.making'))).toEqual([]);
    expect(statSync(folder).ino).toBe(ino);
  });

  it('leaves a folder with a config as it is, even where the config is broken', async () => {
    const folder = aFolder();
    writeFileSync(join(folder, 'cert.config.json'), 'broken');
    expect(await ensureDemoCenter(folder, parts())).toBe('was-there');
    expect(readdirSync(folder)).toEqual(['cert.config.json']);
  });

  it('never writes down a secret that the environment gives, and leaves nothing where making fails', async () => {
    const folder = join(aFolder(), 'center');
    await ensureDemoCenter(folder, { ...parts(), environment: { JWT_SECRET: 'x'.repeat(48) } });
    // The key of second factors is made here; the secret that was given stands nowhere.
    expect(readFileSync(join(folder, '.env'), 'utf8')).toMatch(/^SECOND_FACTOR_KEY=\S{43}\n$/);

    const home = aFolder();
    const bad = { ...parts(), environment: { JWT_SECRET: 'short' } };
    await expect(ensureDemoCenter(join(home, 'center'), bad)).rejects.toThrow('JWT_SECRET');
    expect(readdirSync(home)).toEqual([]);
  });
});
