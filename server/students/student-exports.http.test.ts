import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { anIngest } from '../../test/support/ingest-builder.ts';
import { aFolder } from '../../test/support/scratch.ts';
import { startCenter } from '../../test/support/start-center.ts';
import { aStudent } from '../../test/support/student-builder.ts';
import { hasTools } from '../../test/support/tools.ts';

const path = '/api/admin/students/export';
const payloads = [
  '=1+1',
  "=cmd|' /C calc'!A0",
  '=HYPERLINK("http://x","y")',
  '+1',
  '+84912345678',
  '-1+1',
  '@SUM(1)',
  '＝1+1',
  '＋1',
  '－1',
  '＠SUM(1)',
  "'=1",
  "''=1",
  '=1,2;3',
  '="a"\n',
  '-',
  '@',
  '=DDE("cmd";"/C calc")',
  '+cmd|x',
  '=IMPORTXML("http://x")',
];

async function aCenter(students = payloads.map((ward, at) => aStudent({ sbd: `P${10 + at}`, ward }))) {
  const center = await startCenter({ students });
  const token = await center.signIn('admin');
  await center.post('/api/admin/session', { token });
  center.portalDb.exec("UPDATE admin_session SET stepped_up_until = '2026-05-20T08:05:00Z'");
  const send = (asked: object) => center.post(path, { token, ...asked });
  return { center, token, send };
}

/** What another program reads: rows of the first sheet, or of the csv. */
const readers = {
  csv: 'import csv,sys,json; print(json.dumps(list(csv.reader(open(sys.argv[1],encoding="utf-8-sig",newline="")))))',
  xlsx: `import zipfile,sys,json,xml.etree.ElementTree as E
n="{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
s=E.fromstring(zipfile.ZipFile(sys.argv[1]).read("xl/worksheets/sheet1.xml"))
assert not s.findall(".//"+n+"f")
print(json.dumps([["".join(t.text or "" for t in c.iter(n+"t")) for c in r] for r in s.iter(n+"row")]))`,
};

describe('an export', { timeout: 60_000 }, () => {
  it.runIf(hasTools('python3')).each(['csv', 'xlsx'] as const)(
    'as %s holds no cell that a spreadsheet would compute, as another program reads it',
    async (format) => {
      const { send } = await aCenter();
      const answer = await send({ format });
      expect(answer.status).toBe(200);
      const file = join(aFolder(), `list.${format}`);
      writeFileSync(file, answer.bytes);
      const rows = JSON.parse(execFileSync('python3', ['-c', readers[format], file]).toString()) as string[][];
      expect(rows[0]).toEqual(['sbd', 'full_name', 'dob', 'school', 'grade', 'phone', 'ward', 'toan', 'van']);
      expect(rows.slice(1).map((row) => row[6])).toEqual(payloads.map((text) => `'${text}`));
      expect(rows.flat().filter((cell) => /^[=+\-@\t\r＝＋－＠]/.test(cell))).toEqual([]);
    },
  );

  it.each(['csv', 'xlsx'] as const)('as %s is read back by an import as it was', async (format) => {
    const plain = payloads.filter((text) => !text.includes('\n'));
    const { center, send } = await aCenter(plain.map((ward, at) => aStudent({ sbd: `P${10 + at}`, ward })));
    const { bytes } = await send({ format });
    const { importing, rows } = anIngest();
    expect(importing(bytes)).toMatchObject({ committed: true, counts: { added: plain.length, rejected: 0 } });
    expect(rows()).toEqual(center.portalDb.prepare('SELECT * FROM students ORDER BY sbd').all());
  });

  it('holds what the filter shows, and leaves no file behind; the log is told of it without a value', async () => {
    const { center, send } = await aCenter([
      aStudent({ sbd: 'A1', full_name: 'Lê Bình' }),
      aStudent({ sbd: 'A2', full_name: 'Trần Đào' }),
      aStudent({ sbd: 'A3', full_name: 'Lê Ân', toan: '' }),
    ]);
    const answer = await send({ format: 'csv', text: 'le', sort: 'name', is_descending: true });
    expect(answer.headers['content-disposition']).toBe('attachment; filename="ky-thi-thu-students-2026-05-20.csv"');
    const lines = answer.bytes.toString('utf8').trim().split('\r\n');
    expect(lines.slice(1).map((line) => line.slice(0, 2))).toEqual(['A1', 'A3']);
    expect((await send({ format: 'csv', subject_code: 'TOAN' })).bytes.toString('utf8')).not.toContain('A3');
    expect(center.auditLog().filter(({ action }) => action === 'student.export')).toMatchObject([
      { target_id: '*', metadata: { format: 'csv', rows: 2, filters: ['text'] } },
      { target_id: '*', metadata: { format: 'csv', rows: 2, filters: ['subject_code'] } },
    ]);
    const folder = join(center.root, 'data', 'exports');
    await expect.poll(() => readdirSync(folder)).toEqual([]);
  });

  it('asks for the password again where it was given long ago', async () => {
    const { center, send } = await aCenter();
    center.clock.pass(301_000);
    expect(await send({ format: 'csv' })).toMatchObject({ status: 403, body: { code: 'auth.step-up' } });
  });
});
