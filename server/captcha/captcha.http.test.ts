import { describe, expect, it } from 'vitest';
import { solve, startCenter, type TestCenter } from '../../test/support/start-center.ts';
import { aStudent } from '../../test/support/student-builder.ts';

const claim = { sbd: 'A01', name: 'Nguyễn Văn An', dob: '01-02-2010' };
const errorOf = async (center: TestCenter, captcha: object) => {
  const { status, body } = await center.post('/api/search', { ...claim, ...captcha });
  return status === 200 ? 'passed' : (body as { error: string }).error;
};

describe('a challenge', () => {
  it('is a sum in the bounds of the wire, under an id of 16 random bytes', async () => {
    const center = await startCenter();
    const seen = new Set<string>();
    for (let count = 0; count < 600; count += 1) {
      const { id, question } = await center.captcha.issue();
      const { operator, operands } = boundsOf(question);
      for (const { value, least, most } of operands) expect(value >= least && value <= most).toBe(true);
      expect(solve(question)).toBeGreaterThanOrEqual(0);
      expect(id).toMatch(/^[\w-]{22}$/);
      seen.add(operator);
    }
    expect([...seen].sort()).toEqual(['+', '-', '×']);
  });

  it('is good for 300 seconds', async () => {
    const center = await startCenter({ students: [aStudent()] });
    const [early, late] = [await center.solvedCaptcha(), await center.solvedCaptcha()];
    center.clock.pass(299_000);
    expect(await errorOf(center, early)).toBe('passed');
    center.clock.pass(1_000);
    expect(await errorOf(center, late)).toBe('captcha challenge not found or expired');
  });

  it('is used up by the first try, right or wrong, and says what is wrong in this order', async () => {
    const center = await startCenter({ students: [aStudent()] });
    const used = await center.solvedCaptcha();
    expect(await errorOf(center, {})).toBe('captcha id is required');
    expect(await errorOf(center, { captcha_answer: 'x' })).toBe('captcha id is required');
    expect(await errorOf(center, { ...used, captcha_answer: used.captcha_answer + 1 })).toBe(
      'captcha answer is incorrect',
    );
    expect(await errorOf(center, used)).toBe('captcha challenge not found or expired');
    const text = await center.solvedCaptcha();
    expect(await errorOf(center, { ...text, captcha_answer: 'seven' })).toBe(
      "captcha answer is not an integer: 'seven'",
    );
    expect(await errorOf(center, text)).toBe('captcha challenge not found or expired');
    const spaced = await center.solvedCaptcha();
    expect(await errorOf(center, { ...spaced, captcha_answer: ` ${spaced.captcha_answer} ` })).toBe('passed');
  });

  it('lets exactly one of 50 parallel uses pass', async () => {
    const center = await startCenter({ students: [aStudent()], env: { TRUST_PROXY_HEADERS: '1' } });
    const captcha = await center.solvedCaptcha();
    const tries = Array.from({ length: 50 }, (_, index) =>
      center.post('/api/search', { ...claim, ...captcha }, { headers: { 'x-forwarded-for': `10.0.0.${index}` } }),
    );
    const passed = (await Promise.all(tries)).filter(({ status }) => status === 200);
    expect(passed).toHaveLength(1);
  });

  it('is asked for 30 times a minute and address, whatever the headers say', async () => {
    const center = await startCenter();
    const ask = (forwarded: string) =>
      center.post('/api/captcha', undefined, { headers: { 'x-forwarded-for': forwarded } });
    for (let count = 0; count < 30; count += 1) expect((await ask(`10.0.0.${count}`)).status).toBe(200);
    center.clock.pass(12_500);
    const limited = await ask('10.9.9.9');
    expect(limited).toMatchObject({
      status: 429,
      headers: { 'retry-after': '48' },
      body: { error: "rate limit exceeded for 'captcha' (identifier='127.0.0.1'); retry in 48s", code: 'rate-limit' },
    });
    expect((await center.post('/api/captcha', undefined, { from: '127.0.0.2' })).status).toBe(200);
  });
});

const bounds: Readonly<Record<string, readonly (readonly [number, number])[]>> = {
  '+': [
    [2, 9],
    [2, 9],
  ],
  '-': [
    [5, 15],
    [1, 15],
  ],
  '×': [
    [2, 6],
    [2, 6],
  ],
};

function boundsOf(question: string) {
  const [, a, operator, b] = /^(\d+) ([-+×]) (\d+) = \?$/.exec(question) ?? [];
  const values = [Number(a), Number(b)];
  const operands = (bounds[String(operator)] ?? []).map(([least, most], at) => ({
    least,
    most,
    value: values[at] ?? NaN,
  }));
  return { operator: String(operator), operands };
}
