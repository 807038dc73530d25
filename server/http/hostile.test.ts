import { describe, expect, it } from 'vitest';
import { startCenter } from '../../test/support/start-center.ts';
import { aStudent } from '../../test/support/student-builder.ts';

const members = ['sbd', 'name', 'dob', 'phone', 'mode', 'token', 'captcha_id', 'captcha_answer', 'blob', 'email'];
const values: readonly unknown[] = [
  null,
  true,
  -1,
  0.5,
  1e308,
  [],
  {},
  [[]],
  { toString: 1 },
  '',
  '\u0000',
  '\ud800',
  "' OR 1=1 --",
  '../../etc/passwd',
  'a'.repeat(5000),
  '%00',
  '\u202e',
];
const broken: readonly (string | Buffer)[] = [
  '{',
  '{"a":1e999}',
  `{"sbd":${'9'.repeat(5000)}}`,
  '{"sbd":"\\ud800"}',
  '{"__proto__":{"sbd":1}}',
  '{"a":1,"a":2}',
  '\ufeff{}',
  '{}{}',
  "{'a':1}",
  '{"a":\u0000}',
  'NaN',
  '--',
  '[[[['.repeat(5000),
  '{"a":'.repeat(5000),
  Buffer.from([0xff, 0xfe, 0x7b, 0x00]),
  Buffer.from([0xc0, 0x80]),
  Buffer.from('7b226122 3a22eda080227d'.replace(' ', ''), 'hex'),
  Buffer.alloc(100),
];

describe('400 hostile bodies on every route', () => {
  it('are refused by name: none is a 5xx, and the center goes on', async () => {
    const center = await startCenter({ students: [aStudent()], env: { TRUST_PROXY_HEADERS: '1' } });
    const token = await center.signIn('super-admin');
    const shaped = members.flatMap((member) => values.map((value) => ({ token, [member]: value })));
    const more = values.flatMap((value) => [
      { token, round_id: value, subject_code: value, sbd: 'A01' },
      { token, round_id: 'main', subject_code: 'TOAN', mode: 'admin', sbd: value },
      { token, lookup_enabled: value, download_enabled: true },
    ]);
    const bodies: readonly unknown[] = [...shaped, ...more, ...broken];
    expect(bodies.length).toBeGreaterThan(230);
    const routes = [...center.routes.values()].filter(({ endpoint }) => endpoint.method === 'post');
    let asked = 0;
    for (const { endpoint } of routes.filter(({ endpoint: { path } }) => path !== '/api/admin/login')) {
      for (const body of bodies) {
        asked += 1;
        const headers = { 'x-forwarded-for': `10.1.${asked >> 8}.${asked & 255}` };
        const answer = await center.post(endpoint.path, body, { headers });
        const isClosed = answer.status === 503 && JSON.stringify(answer.body).includes('gate.');
        if (answer.status >= 500 && !isClosed) expect([endpoint.path, body, answer.body]).toBe('no 5xx');
        center.openGates();
      }
    }
    expect(asked).toBeGreaterThan(400);
    expect(center.log.lines.filter((line) => line.includes('http.bug'))).toEqual([]);
    expect(await center.get('/health')).toMatchObject({ status: 200 });
  }, 60_000);
});
