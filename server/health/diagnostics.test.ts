import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { aConfig, aConfigFile } from '../../test/support/config-builder.ts';
import { lvtCert } from '../../test/support/lvt-cert.ts';
import { aFolder } from '../../test/support/scratch.ts';
import { startCenter, testSecret } from '../../test/support/start-center.ts';
import { aStudent } from '../../test/support/student-builder.ts';
import { createLog } from '../log.ts';
import { writeKeyPair } from '../verify/key-files.ts';
import { safeLogLine, safeWords } from './safe-words.ts';

// Each run of the command is a process of its own.
vi.setConfig({ testTimeout: 60_000 });

const smtp = 'smtps://thu-ky:mat-khau-thu@mail.example.vn:465';
const sheet = 'https://script.example.vn/macros/khoa-bi-mat-9f3a';
const contact = { phone: '0203 3 825 555', hours: '7h30-11h30', desk: 'Cô Hạnh, phòng 102' };

/** A center with something of every kind that must not leave it; tells what may not be found. */
async function aFullCenter() {
  const config = { ...aConfigFile({ desktop: { contact } }) };
  const students = [
    aStudent(),
    aStudent({ sbd: '26017788', full_name: 'Trần Thị Đào', dob: '05-11-2009', phone: '0987654321', ward: 'Cao Xanh' }),
  ];
  const env = { SMTP_URL: smtp, SMTP_FROM: 'phong-thi@saomai.vn', GSHEET_WEBHOOK_URL: sheet };
  const files = { 'cert.config.json': JSON.stringify(config) };
  const center = await startCenter({ students, config: aConfig({ desktop: { contact } }), env, files });
  await writeKeyPair({
    privatePath: join(center.root, 'private_key.pem'),
    publicPath: join(center.root, 'public_key.pem'),
    bits: 2048,
  });
  appendFileSync(
    join(center.root, '.env'),
    Object.entries(env)
      .map(([name, value]) => `${name}=${value}\n`)
      .join(''),
  );
  const chief = await center.signIn('super-admin', 'hieu-truong@saomai.vn');
  await center.post('/api/admin/pin', { token: chief, pin: '271828' });
  const secrets = [
    ...center.portalDb.prepare<[], string>('SELECT CAST(value AS TEXT) FROM secrets').pluck().all(),
    ...center.portalDb.prepare<[], string>('SELECT value FROM settings WHERE length(value) > 12').pluck().all(),
  ];
  fillLog(center.root, chief);
  const key = readFileSync(join(center.root, 'private_key.pem'), 'utf8').split('\n')[1] ?? '';
  const file = readFileSync(join(center.root, '.env'), 'utf8');
  const ofFile = [...file.matchAll(/^\w+=(.+)$/gm)].map(([, value = '']) => value);
  const people = students.flatMap(({ sbd, full_name: name = '', dob, phone, ward, school }) => [
    ...[sbd, name, dob, phone, ward, school],
    ...name.split(' ').filter((part) => part.length > 3),
  ]);
  const own = [
    ...Object.values(contact),
    'hieu-truong',
    'saomai',
    '271828',
    chief,
    key,
    testSecret,
    center.root,
    homedir(),
  ];
  const hidden = [...people, ...own, ...secrets, ...ofFile, 'nguyen van an', 'tran thi dao', '9f3a', 'mat-khau'];
  return { center, chief, hidden: hidden.filter((one): one is string => one !== undefined && one.length > 2) };
}

/** What a careless library, or a careless hand of ours, may write there. */
function fillLog(root: string, token: string): void {
  const lines: string[] = [];
  const log = createLog(
    (line) => lines.push(line),
    () => Date.UTC(2026, 4, 20, 8),
    'info',
  );
  log.error('http.bug', {
    id: 'k3',
    stack: 'TypeError: no field of Trần Thị Đào\n    at drawName (/home/hanh/app/draw.ts:12:7)',
  });
  log.warn('mail.not-sent', { reason: 'rejected hieu-truong@saomai.vn', why: 'ECONNREFUSED 26017788' });
  log.warn('students.odd', { name: 'nguyen van an', phone: 987654321, sbd: 26017788, code: 'tran-thi-dao-26017788' });
  log.info('auth.odd', { token, what: token, pin: '271828', ms: 12, ok: true });
  log.warn('the folder /home/hanh/Trần Thị Đào is full');
  mkdirSync(join(root, 'logs'), { recursive: true });
  writeFileSync(join(root, 'logs', 'server.log'), `${lines.join('\n')}\nTrần Thị Đào\n`);
}

function requireNone(text: string, hidden: readonly string[]): void {
  const low = text.normalize('NFC').toLowerCase();
  expect(hidden.length).toBeGreaterThan(30);
  expect(hidden.filter((one) => low.includes(one.normalize('NFC').toLowerCase()))).toEqual([]);
}

describe('the diagnostics file', () => {
  it('tells versions, settings, checks, sizes, counts and the log, and nothing of anyone, nor a secret', async () => {
    const { center, chief, hidden } = await aFullCenter();
    const { status, bytes, headers } = await center.post('/api/admin/health/diagnostics', { token: chief });
    expect(status).toBe(200);
    const text = bytes.toString();
    expect(headers['content-disposition']).toContain('lvt-diagnostics-20260520-0800.txt');
    for (const line of [
      'version: 0.1.0',
      'search: name_dob_captcha, staff sbd_auth',
      'round 1: 2',
      'admin_users: 1',
      'SMTP_URL: set',
      'columns: dob yes, school yes, grade yes, phone yes, extra 1',
      'contact: phone yes, hours yes, desk yes',
      '2026-05-20T08:00:00.000Z error http.bug id=k3 stack=(TypeError, at drawName@draw.ts:12:7, 81 characters)',
      'ok: database rows=',
    ]) {
      expect(text).toContain(line);
    }
    expect(text).toMatch(/mail\.not-sent .*ECONNREFUSED/);
    expect(text).toMatch(/portal\.db: \d+ bytes/);
    requireNone(text, hidden);
    // Beside the server that has the folder open.
    const target = join(aFolder(), 'out.txt');
    const run = lvtCert(center.root, ['diagnostics', target, '--data', center.root]);
    expect(run).toMatchObject({ code: 0, out: expect.stringContaining(target) as string });
    const written = readFileSync(target, 'utf8');
    expect(written).toContain('round 1: 2');
    requireNone(written, hidden);
  });

  it('is written where nothing else works, and says which member of the config is wrong, not what it holds', () => {
    const folder = aFolder();
    const run = () => lvtCert(folder, ['diagnostics', 'out.txt', '--data', '.']);
    expect(run().code).toBe(0);
    expect(readFileSync(join(folder, 'out.txt'), 'utf8')).toContain('bad: no-config');
    mkdirSync(join(folder, 'data'));
    writeFileSync(join(folder, 'data', 'portal.db'), 'x'.repeat(4096));
    const project = { name: 'Trường của Đào', slug: 'Đào 0987654321', locale: 'vi' };
    writeFileSync(join(folder, 'cert.config.json'), JSON.stringify({ ...aConfigFile(), project }, null, 2));
    expect(run().code).toBe(0);
    const text = readFileSync(join(folder, 'out.txt'), 'utf8');
    expect(text).toContain('wrong project.slug line ');
    expect(text).toMatch(/\[rows\]\ncannot be read \(.*SqliteError|SQLITE_NOTADB/);
    requireNoneOf(text, ['Đào', '0987654321']);
    expect(existsSync(join(folder, 'backups'))).toBe(false);
  });

  it('keeps of a text only the codes and places of errors', () => {
    expect(safeWords('RangeError: Nguyễn Văn An\n    at async read (file:///C:/Users/An/a.js:1:2)')).toBe(
      '(RangeError, at read@a.js:1:2, 74 characters)',
    );
    expect(safeLogLine('{"time":"An","level":"An 0912345678","event":7,"what":"0912345678"}')).toBe(
      '? ? ? what=(10 characters)',
    );
    expect(safeLogLine('null')).toBe('(a line that is no entry: 4 characters)');
  });
});

function requireNoneOf(text: string, hidden: readonly string[]): void {
  expect(hidden.filter((one) => text.includes(one))).toEqual([]);
}
