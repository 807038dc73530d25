import { describe, expect, it } from 'vitest';
import { startCenter, type TestCenter } from '../../test/support/start-center.ts';
import { aStudent } from '../../test/support/student-builder.ts';
import { createRateLimits } from '../rate-limits/rate-limits.ts';
import { createStudentStore } from '../students/students.store.ts';
import { readSbd } from '../values/sbd.ts';
import { createSearch } from './search.ts';

const known = { sbd: 'A01', name: 'Nguyễn Văn An', dob: '01-02-2010' };
const students = [aStudent(), aStudent({ sbd: 'A02', full_name: 'Trần Thị Bình' })];
/** Each is wrong in its own way; `n` makes every try another one. */
const wrongTries: readonly ((n: number) => Record<string, string>)[] = [
  (n) => ({ ...known, sbd: `Z${n}` }),
  (n) => ({ ...known, name: `Nguyễn Văn An ${n}` }),
  (n) => ({ ...known, dob: `02-02-${1900 + (n % 100)}` }),
  () => ({ ...known, sbd: 'A02' }),
];

describe('guessing at other people’s data', () => {
  it('finds nobody in 400 tries over four addresses, and each answer is the same', { timeout: 60_000 }, async () => {
    const center = await startCenter({ students });
    const answers = new Set<string>();
    for (let n = 0; n < 400; n += 1) {
      if (n % 80 === 0) center.clock.pass(60_000);
      const asked = wrongTries[Math.floor(n / 4) % 4]?.(n);
      const from = `127.0.0.${2 + (n % 4)}`;
      const answer = await center.post('/api/search', { ...asked, ...(await center.solvedCaptcha()) }, { from });
      answers.add(JSON.stringify([answer.status, answer.body, answer.headers['content-length']]));
    }
    const body = { error: 'no matching student found', code: 'search.no-match' };
    expect([...answers]).toEqual([JSON.stringify([404, body, String(JSON.stringify(body).length)])]);
    const more = { ...known, sbd: 'Z1', ...(await center.solvedCaptcha()) };
    expect(await center.post('/api/search', more, { from: '127.0.0.2' })).toMatchObject({ status: 429 });
  });

  it('costs the same for an unknown number as for each wrong claim: as many looks at what was typed', async () => {
    const center = await startCenter({ students });
    const looks = await Promise.all(wrongTries.map(async (make) => countLooks(center, make(7))));
    expect(looks[0]).toMatchObject({ name: 1, dob: 1 });
    expect(new Set(looks.map((look) => JSON.stringify(look))).size).toBe(1);
  });
});

/** How often a search that finds nobody reads each of the values that the asker typed. */
async function countLooks(center: TestCenter, typed: Record<string, string>) {
  const looks = { name: 0, dob: 0, phone: 0 };
  const { config, certificates, gates, captcha, staffPin, audit, kv, clock, portalDb } = center;
  const search = createSearch({
    config,
    students: createStudentStore(portalDb, config),
    certificates,
    gates,
    captcha,
    staffPin,
    audit,
    rateLimits: createRateLimits({ kv, clock }),
    authenticate: center.face.authenticate,
  });
  const sbd = readSbd(typed['sbd']);
  const { captcha_id, captcha_answer } = await center.solvedCaptcha();
  const asked = {
    ...{ mode: 'student' as const, token: '', staff_pin: '', captcha_id, captcha_answer: String(captcha_answer) },
    sbd: sbd.ok ? sbd.sbd : undefined,
    get name() {
      looks.name += 1;
      return typed['name'] ?? '';
    },
    get dob() {
      looks.dob += 1;
      return typed['dob'] ?? '';
    },
    get phone() {
      looks.phone += 1;
      return '';
    },
  };
  await expect(
    search.asStudent(asked, {
      address: '127.0.0.9',
      isThisPc: false,
      isOverLan: false,
      isLinePrivate: true,
      userAgent: '',
    }),
  ).rejects.toThrow('no matching student found');
  return looks;
}
