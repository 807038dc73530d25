import { describe, expect, it } from 'vitest';
import { aClock } from '../../test/support/scratch.ts';
import { startCenter, type TestCenter } from '../../test/support/start-center.ts';
import { aStudent } from '../../test/support/student-builder.ts';

const an = { name: 'nguyen van an', dob: '1.2.2010' };
const [right, wrong] = ['271828', '314159'];

async function aCenterWithPin() {
  const clock = aClock();
  const center = await startCenter({ students: [aStudent()], clock });
  const token = await center.signIn('super-admin');
  expect(await center.post('/api/admin/pin', { token, pin: right })).toMatchObject({ body: { is_set: true } });
  return { center, clock, token };
}

const search = (center: TestCenter, pin: unknown, from = '127.0.0.1') =>
  center.post('/api/search', { ...an, staff_pin: pin }, { from });

describe('the staff PIN', () => {
  it('stands for the sum at the PC itself, is told of in the log, and is stored as a hash', async () => {
    const { center } = await aCenterWithPin();
    expect(await search(center, right)).toMatchObject({ status: 200, body: { name: 'Nguyễn Văn An' } });
    expect(await search(center, Number(right))).toMatchObject({ status: 200 });
    const actions = center.auditLog().map(({ action }) => action);
    expect(actions).toEqual(['staff-pin.set', 'staff-pin.used', 'staff-pin.used']);
    const stored = JSON.stringify([center.auditLog(), center.portalDb.prepare('SELECT * FROM settings').all()]);
    expect(stored).toContain('pbkdf2$600000$');
    expect(stored).not.toContain(right);
  });

  it('opens the certificate too', async () => {
    const { center } = await aCenterWithPin();
    const asked = { ...an, round_id: 'main', subject_code: 'NONE', staff_pin: right };
    expect(await center.post('/api/download', asked)).toMatchObject({ status: 404 });
    expect(await center.post('/api/download', { ...asked, staff_pin: wrong })).toMatchObject({
      status: 400,
      body: { code: 'staff-pin.wrong' },
    });
  });

  it('is nothing from another PC, right or wrong, and its page does not hear of it', async () => {
    const { center } = await aCenterWithPin();
    for (const pin of [right, wrong]) {
      expect(await search(center, pin, '127.0.0.2')).toMatchObject({ status: 400, body: { code: 'staff-pin.off' } });
    }
    const offered = async (from: string) =>
      ((await center.get('/api/portal', { from })).body as { kiosk: { staff_pin: boolean } }).kiosk.staff_pin;
    expect([await offered('127.0.0.1'), await offered('127.0.0.2')]).toEqual([true, false]);
  });

  it('waits after five wrong ones, twice as long each time, even for the right one', async () => {
    const { center, clock } = await aCenterWithPin();
    for (let tries = 1; tries <= 5; tries += 1) {
      const answer = await search(center, wrong);
      expect(answer).toMatchObject({ status: 400, body: { code: 'staff-pin.wrong' } });
      expect((answer.body as { retry_after?: number }).retry_after).toBe(tries === 5 ? 30 : undefined);
    }
    expect(await search(center, right)).toMatchObject({
      status: 429,
      body: { code: 'staff-pin.wait', retry_after: 30 },
    });
    clock.set(86_400_000);
    expect(await search(center, right)).toMatchObject({ status: 429 });
    clock.pass(30_000);
    expect(await search(center, wrong)).toMatchObject({ status: 400, body: { retry_after: 60 } });
    clock.pass(60_000);
    expect(await search(center, right)).toMatchObject({ status: 200 });
    expect(await search(center, wrong)).toMatchObject({ status: 400, body: { code: 'staff-pin.wrong' } });
    expect(center.auditLog().filter(({ action }) => action === 'staff-pin.failure')).toHaveLength(7);
  });

  it('lets no more through when thirty come at once', async () => {
    const { center } = await aCenterWithPin();
    const answers = await Promise.all(Array.from({ length: 30 }, () => search(center, wrong)));
    const codes = answers.map(({ body }) => (body as { code: string }).code);
    expect(codes.filter((code) => code === 'staff-pin.wrong').length).toBeLessThanOrEqual(5);
    expect(codes.every((code) => code.startsWith('staff-pin.'))).toBe(true);
  });

  it('is 6 to 12 digits, set by a super-admin, and taken away', async () => {
    const { center, token } = await aCenterWithPin();
    for (const pin of ['12345', '1234567890123', 'abcdef', '', 123456]) {
      expect(await center.post('/api/admin/pin', { token, pin })).toMatchObject({ status: 400 });
    }
    const admin = await center.signIn('admin');
    expect(await center.post('/api/admin/pin', { token: admin, pin: null })).toMatchObject({ status: 403 });
    expect(await center.post('/api/admin/pin', { token, pin: null })).toMatchObject({ body: { is_set: false } });
    expect(await search(center, right)).toMatchObject({ status: 400, body: { code: 'staff-pin.off' } });
  });

  it('leaves the order of checks as it is: a closed gate speaks first', async () => {
    const { center } = await aCenterWithPin();
    center.closeGate('lookup');
    expect(await search(center, wrong)).toMatchObject({ status: 503 });
    expect(center.auditLog().map(({ action }) => action)).not.toContain('staff-pin.failure');
  });
});
