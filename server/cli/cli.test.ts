import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { lvtCert } from '../../test/support/lvt-cert.ts';
import { aFolder } from '../../test/support/scratch.ts';
import { parseConfig } from '../config/load-config.ts';

// Each run is a process of its own.
vi.setConfig({ testTimeout: 60_000 });

function aCenter(): string {
  const folder = join(aFolder(), 'center');
  expect(lvtCert(join(folder, '..'), ['init', folder, '--non-interactive']).code).toBe(0);
  return folder;
}

describe('lvt-cert', () => {
  it('tells its version and its commands', () => {
    const folder = aFolder();
    const version = lvtCert(folder, ['--version']);
    expect(version).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string });
    const help = lvtCert(folder, ['--help']);
    expect(help.code).toBe(0);
    for (const command of ['init', 'gen-keys', 'seed', 'serve', 'config', 'doctor'])
      expect(help.out).toContain(command);
  });

  it.each([[['frob']], [['seed', '--count', 'many']], [['seed', '--locale', 'fr']], [['init']], [['--frob']]])(
    'ends with 2 for the usage error %j, without a stack',
    (args) => {
      const { code, out, errors } = lvtCert(aFolder(), args);
      expect(code).toBe(2);
      expect(out).toBe('');
      expect(errors).toMatch(/^error: /);
      expect(errors).not.toMatch(/ at .*:\d+:\d+/);
    },
  );
});

describe('lvt-cert init', () => {
  it('makes a center whose config is valid and whose files are all there', () => {
    const home = aFolder();
    const run = lvtCert(home, ['init', 'ánh dương', '--non-interactive', '--name', 'Trung tâm Ánh Dương']);
    expect(run).toMatchObject({ code: 0, errors: '' });
    const folder = join(home, 'ánh dương');
    const config = parseConfig(readFileSync(join(folder, 'cert.config.json'), 'utf8'), 'cert.config.json');
    expect(config.project).toMatchObject({ name: 'Trung tâm Ánh Dương', slug: 'trung-tam-anh-duong', locale: 'vi' });
    const named = [...config.rounds.map(({ pdf }) => pdf), ...Object.values(config.fonts), config.$schema ?? ''];
    for (const path of [...named, 'private_key.pem', 'public_key.pem'])
      expect(existsSync(join(folder, path))).toBe(true);
    expect(readFileSync(join(folder, '.env'), 'utf8')).toMatch(/^JWT_SECRET=.{64}$/m);
  });

  it('refuses a folder that holds anything, and changes nothing', () => {
    const folder = aFolder();
    writeFileSync(join(folder, 'mine.txt'), 'mine');
    const { code, errors } = lvtCert(folder, ['init', '.', '--non-interactive']);
    expect(code).toBe(1);
    expect(errors).toContain('not empty');
    expect(readdirSync(folder)).toEqual(['mine.txt']);
  });

  it.each([
    ['--slug', 'Sao Mai'],
    ['--slug', 'sao--mai'],
    ['--locale', 'fr'],
    ['--name', 'x'.repeat(121)],
  ])('ends with 2 and makes nothing for %s %s', (option, value) => {
    const folder = aFolder();
    expect(lvtCert(folder, ['init', 'new', '--non-interactive', option, value]).code).toBe(2);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('says what is wrong with a place where no folder can be, and leaves nothing', () => {
    const folder = aFolder();
    writeFileSync(join(folder, 'file'), '');
    const { code, errors } = lvtCert(folder, ['init', 'file/new', '--non-interactive']);
    expect(code).toBe(1);
    expect(errors).toMatch(/file, not a folder|file is in the way/);
    expect(readdirSync(folder)).toEqual(['file']);
  });
});

describe('lvt-cert gen-keys', () => {
  it('makes a pair, the private key for this user alone', () => {
    const folder = aFolder();
    expect(lvtCert(folder, ['gen-keys', '--out', 'made/here']).code).toBe(0);
    const privateKey = join(folder, 'made', 'here', 'private_key.pem');
    expect(readFileSync(privateKey, 'utf8')).toMatch(/^-----BEGIN PRIVATE KEY-----/);
    if (process.platform !== 'win32') expect(statSync(privateKey).mode & 0o777).toBe(0o600);
  });

  it('refuses to replace a pair, until it is forced', () => {
    const folder = aCenter();
    const before = readFileSync(join(folder, 'private_key.pem'), 'utf8');
    expect(lvtCert(folder, ['gen-keys'])).toMatchObject({
      code: 1,
      errors: expect.stringContaining('--force') as string,
    });
    expect(readFileSync(join(folder, 'private_key.pem'), 'utf8')).toBe(before);
    expect(lvtCert('/', ['gen-keys', '--force', '--data', folder]).code).toBe(0);
    expect(readFileSync(join(folder, 'private_key.pem'), 'utf8')).not.toBe(before);
  });

  it('ends with 2 for a key that is too short', () => {
    expect(lvtCert(aFolder(), ['gen-keys', '--key-size', '1024']).code).toBe(2);
  });
});

describe('lvt-cert seed', () => {
  it('writes the columns of the config as xlsx, into the center folder', () => {
    const folder = aCenter();
    expect(lvtCert('/', ['seed', '--data', folder, '--count', '25']).code).toBe(0);
    const bytes = readFileSync(join(folder, 'data', 'students.xlsx'));
    expect(bytes.subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004');
  });

  it('writes csv and json by the name of the file, the same students for the same number', () => {
    const folder = aCenter();
    expect(lvtCert(folder, ['seed', '--count', '3', '--seed', '7', '--output', 'a.csv']).code).toBe(0);
    expect(lvtCert(folder, ['seed', '--count', '3', '--seed', '7', '--output', 'a.json']).code).toBe(0);
    const csv = readFileSync(join(folder, 'a.csv'), 'utf8');
    const rows = JSON.parse(readFileSync(join(folder, 'a.json'), 'utf8')) as Record<string, string>[];
    expect(csv.split('\r\n')[0]).toBe('\uFEFFsbd,full_name,dob,school,grade,phone,toan,ngu_van,tieng_anh');
    expect(rows).toHaveLength(3);
    for (const row of rows) expect(csv).toContain(row['full_name']);
  });

  it('ends with 1 where there is no config, with 2 where it is broken or the file has another ending', () => {
    const folder = aFolder();
    expect(lvtCert(folder, ['seed'])).toMatchObject({
      code: 1,
      errors: expect.stringContaining('config file not found') as string,
    });
    writeFileSync(join(folder, 'cert.config.json'), '{}');
    expect(lvtCert(folder, ['seed']).code).toBe(2);
    expect(lvtCert(aCenter(), ['seed', '--output', 'a.ods']).code).toBe(2);
  });
});

describe('lvt-cert config schema', () => {
  it('prints a JSON Schema that knows the keys of the config', () => {
    const { code, out } = lvtCert(aFolder(), ['config', 'schema']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ properties: { rounds: {}, subjects: {}, layout: {}, desktop: {} } });
  });
});
