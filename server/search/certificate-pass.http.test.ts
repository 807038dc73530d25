import { describe, expect, it } from 'vitest';
import { startCenter } from '../../test/support/start-center.ts';
import { aStudent } from '../../test/support/student-builder.ts';

const wrongSubject = { round_id: 'main', subject_code: 'none' };
const claim = { name: 'Nguyễn Thị Đào', dob: '02-01-2010' };

async function aFoundStudent() {
  const center = await startCenter({
    students: [
      aStudent({ sbd: 'A01', full_name: claim.name, dob: claim.dob }),
      aStudent({ sbd: 'B02', full_name: 'Đỗ Đức Đạt', dob: claim.dob }),
    ],
  });
  const found = await center.post('/api/search', { ...claim, ...(await center.solvedCaptcha()) });
  const { pass } = found.body as { pass: { captcha_id: string; captcha_answer: string } };
  return { center, pass };
}

describe('the pass that comes with a found student', () => {
  it('stands for a sum in one download, and only one', async () => {
    const { center, pass } = await aFoundStudent();
    const asked = { ...claim, ...pass, ...wrongSubject };
    expect(await center.post('/api/download', asked)).toMatchObject({ status: 404 });
    expect(await center.post('/api/download', asked)).toMatchObject({ status: 400, body: { code: 'captcha.gone' } });
  });

  it('is good for its own registration number alone', async () => {
    const { center, pass } = await aFoundStudent();
    const asked = { name: 'Đỗ Đức Đạt', dob: claim.dob, ...pass, ...wrongSubject };
    expect(await center.post('/api/download', asked)).toMatchObject({ status: 400, body: { code: 'captcha.wrong' } });
  });

  it('needs its secret, and a wrong one uses it up', async () => {
    const { center, pass } = await aFoundStudent();
    const guess = { ...claim, ...pass, captcha_answer: '12', ...wrongSubject };
    expect(await center.post('/api/download', guess)).toMatchObject({ status: 400, body: { code: 'captcha.wrong' } });
    const asked = { ...claim, ...pass, ...wrongSubject };
    expect(await center.post('/api/download', asked)).toMatchObject({ status: 400, body: { code: 'captcha.gone' } });
  });

  it('finds nobody: a search needs a sum', async () => {
    const { center, pass } = await aFoundStudent();
    expect(await center.post('/api/search', { ...claim, ...pass })).toMatchObject({ status: 400 });
  });
});
