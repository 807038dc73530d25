import { describe, expect, it } from 'vitest';
import { aConfig } from '../../test/support/config-builder.ts';
import { startCenter } from '../../test/support/start-center.ts';
import { aStudent } from '../../test/support/student-builder.ts';

const rounds = [
  { id: 'main', label: 'Vòng chính', table: 'students', pdf: 'templates/main.pdf' },
  { id: 'final', label: 'Chung kết', table: 'finalists', pdf: 'templates/main.pdf' },
];
const an = { name: 'nguyen van an', dob: '1.2.2010' };

describe('POST /api/search as a student', () => {
  it('finds a name typed without accents, without a registration number', async () => {
    const center = await startCenter({ students: [aStudent({ full_name: 'Nguyễn Thị Đào', dob: '02-01-2010' })] });
    const asked = { name: ' nguyen thi  dao', dob: '2010/1/2', ...(await center.solvedCaptcha()) };
    expect(await center.post('/api/search', asked)).toMatchObject({ status: 200, body: { name: 'Nguyễn Thị Đào' } });
  });

  it('answers number, name, public fields with a masked phone, and certificates in the order of the config', async () => {
    const students = [aStudent({ van: ' đạt ', ghi_chu: 'x' }), aStudent({ round: 'final', toan: 'giai nhi' })];
    const center = await startCenter({ students, config: aConfig({ rounds }) });
    const answer = await center.post('/api/search', { sbd: 'A01', ...an, ...(await center.solvedCaptcha()) });
    const toan = { subject_code: 'TOAN', subject_label: 'Toán' };
    const van = { subject_code: 'VAN', subject_label: 'Ngữ văn' };
    const main = { round_id: 'main', round_label: 'Vòng chính' };
    expect(answer.body).toEqual({
      sbd: 'A01',
      name: 'Nguyễn Văn An',
      fields: {
        sbd: 'A01',
        full_name: 'Nguyễn Văn An',
        dob: '01-02-2010',
        school: 'THCS Trần Phú',
        grade: '8',
        phone: '•••••••678',
        ward: 'Hồng Hải',
      },
      certificates: [
        { ...main, ...toan, result_name: 'Giải Nhất', page_number: 1 },
        { ...main, ...van, result_name: 'đạt', page_number: 3 },
        { round_id: 'final', round_label: 'Chung kết', ...toan, result_name: 'giai nhi', page_number: 2 },
      ],
      pass: { captcha_id: expect.any(String) as string, captcha_answer: expect.any(String) as string },
    });
  });

  it('asks for the registration number when two students share name and date of birth', async () => {
    const center = await startCenter({ students: [aStudent({ sbd: 'A01' }), aStudent({ sbd: 'A02' })] });
    const asked = async (more = {}) => ({ ...an, ...more, ...(await center.solvedCaptcha()) });
    expect(await center.post('/api/search', await asked())).toMatchObject({
      status: 404,
      body: { error: 'no matching student found', need_sbd: true },
    });
    expect(await center.post('/api/search', await asked({ sbd: 'A02' }))).toMatchObject({ body: { sbd: 'A02' } });
  });

  it('answers an unknown number and a wrong name alike', async () => {
    const center = await startCenter({ students: [aStudent()] });
    const ask = async (claim: object) => center.post('/api/search', { ...claim, ...(await center.solvedCaptcha()) });
    const unknown = await ask({ sbd: 'Z99', ...an });
    const wrong = await ask({ sbd: 'A01', ...an, name: 'Trần Văn An' });
    expect(unknown).toMatchObject({ status: 404, body: { error: 'no matching student found' } });
    expect(wrong.body).toEqual(unknown.body);
  });

  it('lets an empty claim match nothing, not even an empty cell', async () => {
    const center = await startCenter({
      students: [aStudent({ full_name: '', dob: '' }), aStudent({ sbd: 'A02', dob: '' })],
    });
    const ask = async (claim: object) => center.post('/api/search', { ...claim, ...(await center.solvedCaptcha()) });
    expect(await ask({ sbd: 'A01', name: ' ', dob: '' })).toMatchObject({ status: 404 });
    expect(await ask({ sbd: 'A02', name: 'Nguyễn Văn An', dob: '' })).toMatchObject({ status: 404 });
    expect(await ask({})).toMatchObject({ status: 404 });
  });

  it.each([
    ['name_sbd_captcha', { sbd: 'A01', name: 'NGUYEN VAN AN' }, 200],
    ['name_sbd_captcha', { sbd: 'A01', name: 'Nguyễn Văn Anh' }, 404],
    ['name_sbd_captcha', { name: 'Nguyễn Văn An' }, 400],
    ['sbd_phone', { sbd: 'A01', phone: '84 91-234 5678' }, 200],
    ['sbd_phone', { sbd: 'A01', phone: '678' }, 404],
    ['sbd_phone', { sbd: 'A01' }, 404],
    ['sbd_phone', { phone: '0912345678' }, 400],
  ])('in mode %s answers %o with %i', async (mode, claim, status) => {
    const config = aConfig({ student_search: { mode } });
    const center = await startCenter({ students: [aStudent()], config });
    const answer = await center.post('/api/search', { ...claim, ...(await center.solvedCaptcha()) });
    expect(answer.status).toBe(status);
    if (status === 400) expect(answer.body).toMatchObject({ error: 'sbd is required' });
  });

  it('reads a registration number that is a number, or text with .0 behind it', async () => {
    const center = await startCenter({ students: [aStudent({ sbd: '12345' })] });
    for (const sbd of [12345, '12345.0', ' 12345 ']) {
      const answer = await center.post('/api/search', { sbd, ...an, ...(await center.solvedCaptcha()) });
      expect(answer).toMatchObject({ status: 200, body: { sbd: '12345' } });
    }
  });

  it('looks at sbd, gate, captcha and limit in this order: a closed gate burns no captcha, a typo no quota', async () => {
    const center = await startCenter({ students: [aStudent()] });
    const captcha = await center.solvedCaptcha();
    const asked = { sbd: 'A01', ...an, ...captcha };
    const isKept = () => center.kv.exists(`captcha:${captcha.captcha_id}`);

    center.closeGate('lookup');
    const typo = await center.post('/api/search', { ...asked, sbd: 'A 01' });
    expect(typo).toMatchObject({ status: 400, body: { error: "sbd has invalid characters: 'A 01'" } });
    const closed = await center.post('/api/search', asked);
    expect(closed).toMatchObject({
      status: 503,
      body: { error: 'public lookup is currently disabled by the operator', code: 'gate.lookup' },
    });
    expect(await isKept()).toBe(true);

    center.openGates();
    expect(await center.post('/api/search', asked)).toMatchObject({ status: 200 });
    expect(await isKept()).toBe(false);
    for (let wrong = 0; wrong < 25; wrong += 1) await center.post('/api/search', { ...asked, captcha_id: 'gone' });
    const counted = await center.post('/api/search', { ...asked, ...(await center.solvedCaptcha()) });
    expect(counted).toMatchObject({ status: 200 });
  });

  it('lets 20 a minute pass, downloads counted in', async () => {
    const center = await startCenter({ students: [aStudent()] });
    const ask = async (path: string) =>
      center.post(path, { sbd: 'X', ...an, round_id: 'main', subject_code: 'VAN', ...(await center.solvedCaptcha()) });
    for (let call = 0; call < 10; call += 1) {
      expect(await ask('/api/search')).toMatchObject({ status: 404 });
      expect(await ask('/api/download')).toMatchObject({ status: 404 });
    }
    const limited = await ask('/api/search');
    expect(limited).toMatchObject({
      status: 429,
      headers: { 'retry-after': '60' },
      body: { error: "rate limit exceeded for 'search' (identifier='127.0.0.1'); retry in 60s", retry_after: 60 },
    });
    center.clock.pass(60_000);
    expect(await ask('/api/search')).toMatchObject({ status: 404 });
  });
});

describe('POST /api/search as staff', () => {
  const asked = { mode: 'admin', sbd: 'A01' };

  it('gives the whole record to any role, without captcha and past a closed gate, and logs hits only', async () => {
    const center = await startCenter({ students: [aStudent()] });
    center.closeGate('lookup');
    const token = await center.signIn('viewer');
    const hit = await center.post('/api/search', { ...asked, token });
    expect(hit).toMatchObject({ status: 200, body: { fields: { phone: '0912345678', toan: 'Giải Nhất' } } });
    const miss = await center.post(
      '/api/search',
      { ...asked, sbd: 'Z1' },
      { headers: { authorization: `Bearer ${token}` } },
    );
    expect(miss).toMatchObject({ status: 404, body: { error: 'no matching student found' } });
    expect(center.auditLog()).toMatchObject([
      { action: 'admin.search', target_id: 'A01', user_email: 'viewer@example.vn', ip: '127.0.0.1', metadata: {} },
    ]);
  });

  it('looks at the number before the token, and answers a bad token with 400', async () => {
    const center = await startCenter({ students: [aStudent()] });
    const errorOf = async (body: object) => (await center.post('/api/search', body)).body;
    expect(await errorOf({ ...asked, sbd: '' })).toMatchObject({ error: 'sbd is required' });
    expect(await center.post('/api/search', asked)).toMatchObject({
      status: 400,
      body: { error: 'admin token is required' },
    });
    expect(await errorOf({ ...asked, token: 'x.y.z' })).toMatchObject({ error: 'admin token is invalid' });
  });

  it('takes any other word for a student', async () => {
    const center = await startCenter({ students: [aStudent()] });
    const token = await center.signIn('admin');
    for (const mode of ['Admin', 'ADMIN', ['admin'], 1, null]) {
      const answer = await center.post('/api/search', { ...asked, mode, token });
      expect(answer).toMatchObject({ status: 400, body: { error: 'captcha id is required' } });
    }
  });
});
