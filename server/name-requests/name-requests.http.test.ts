import { describe, expect, it } from 'vitest';
import { startCenter, type TestCenter } from '../../test/support/start-center.ts';
import { aStudent } from '../../test/support/student-builder.ts';

const an = { name: 'nguyen van an', dob: '1.2.2010' };
const wrongName = { what: 'name', right_value: ' Nguyễn Văn Ân ' };

async function passOf(center: TestCenter, claim: object = an) {
  const { body } = await center.post('/api/search', { ...claim, ...(await center.solvedCaptcha()) });
  return (body as { pass: { captcha_id: string; captcha_answer: string } }).pass;
}
const send = async (center: TestCenter, more: object = {}) =>
  center.post('/api/name-request', { ...wrongName, ...(await passOf(center)), ...more });

describe('a request of a student', () => {
  it('needs the pass of a search, tells its code, and gives a fresh pass for the certificate', async () => {
    const center = await startCenter({ students: [aStudent()] });
    const answer = await send(center);
    expect(answer).toMatchObject({ status: 200, body: { code: 'K-1001', is_new: true } });
    const { pass } = answer.body as { pass: object };
    const asked = { ...an, ...pass, round_id: 'main', subject_code: 'NONE' };
    expect(await center.post('/api/download', asked)).toMatchObject({
      status: 404,
      body: { code: 'certificate.none' },
    });
    for (const proof of [{}, { captcha_id: 'x', captcha_answer: '1' }, await center.solvedCaptcha(), pass]) {
      const refused = await center.post('/api/name-request', { ...wrongName, ...proof });
      expect(refused).toMatchObject({ status: 400 });
      expect((refused.body as { code: string }).code).toMatch(/^captcha\./);
    }
  });

  it('is one for each number: the second changes the one that waits', async () => {
    const center = await startCenter({ students: [aStudent()] });
    const token = await center.signIn('viewer');
    await send(center);
    expect(await send(center, { what: 'dob', right_value: '02/01/2010' })).toMatchObject({
      body: { code: 'K-1001', is_new: false },
    });
    expect((await center.post('/api/admin/requests', { token })).body).toMatchObject({
      total: 1,
      waiting: 1,
      rows: [
        {
          code: 'K-1001',
          round_id: 'main',
          name: 'Nguyễn Văn An',
          dob: '01-02-2010',
          what: 'dob',
          right_value: '02/01/2010',
        },
      ],
    });
  });

  it('says what is missing, and is limited to five a minute', async () => {
    const center = await startCenter({ students: [aStudent()] });
    for (const [wrong, error] of [
      [{ right_value: '  ' }, 'say what it should be'],
      [{ right_value: 'a'.repeat(201) }, "'right_value' must be at most 200 characters"],
      [{ what: 'grade' }, "'what' must be name, dob or other"],
    ] as const) {
      expect(await send(center, wrong)).toMatchObject({ status: 400, body: { error } });
    }
    for (let sent = 0; sent < 5; sent += 1) expect(await send(center)).toMatchObject({ status: 200 });
    expect(await send(center)).toMatchObject({ status: 429 });
  });

  it('waits for the gate', async () => {
    const center = await startCenter({ students: [aStudent()] });
    const pass = await passOf(center);
    center.closeGate('lookup');
    expect(await center.post('/api/name-request', { ...wrongName, ...pass })).toMatchObject({ status: 503 });
  });
});

describe('the queue of requests', () => {
  it('is answered by staff once, with a reason where it is refused, and the log holds no value', async () => {
    const center = await startCenter({ students: [aStudent()] });
    const token = await center.signIn('admin');
    await send(center);
    const answer = (more: object) => center.post('/api/admin/requests/answer', { token, id: 1, ...more });
    expect(await answer({ outcome: 'refused' })).toMatchObject({
      status: 400,
      body: { error: 'say why it is refused' },
    });
    expect(await answer({ outcome: 'done' })).toMatchObject({
      body: { status: 'done', code: 'K-1001', note: null, answered_by: 'admin@example.vn' },
    });
    expect(await answer({ outcome: 'refused', note: 'Giấy khai sinh ghi An.' })).toMatchObject({ status: 409 });
    expect(await answer({ id: 7, outcome: 'done' })).toMatchObject({ status: 404 });
    expect((await center.post('/api/admin/requests', { token, status: 'done' })).body).toMatchObject({
      total: 1,
      waiting: 0,
    });
    expect(await send(center)).toMatchObject({ body: { code: 'K-1002', is_new: true } });
    const log = center.auditLog();
    expect(log.map(({ action }) => action)).toEqual(['request.received', 'request.answered', 'request.received']);
    expect(JSON.stringify(log)).not.toContain('Ân');
  });

  it('is read by viewers, and answered by admins', async () => {
    const center = await startCenter({ students: [aStudent()] });
    const token = await center.signIn('viewer');
    await send(center);
    expect(await center.post('/api/admin/requests', { token })).toMatchObject({ status: 200 });
    const answered = await center.post('/api/admin/requests/answer', { token, id: 1, outcome: 'done' });
    expect(answered).toMatchObject({ status: 403 });
  });
});
