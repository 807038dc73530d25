import { describe, expect, it } from 'vitest';
import { startCenter } from '../../test/support/start-center.ts';
import { aStudent } from '../../test/support/student-builder.ts';

describe('POST /api/search as a student', () => {
  it('finds a name typed without accents, without a registration number', async () => {
    const center = await startCenter({ students: [aStudent({ full_name: 'Nguyễn Thị Đào', dob: '02-01-2010' })] });
    const asked = { name: ' nguyen thi  dao', dob: '2010/1/2', ...(await center.solvedCaptcha()) };
    expect(await center.post('/api/search', asked)).toMatchObject({ status: 200, body: { name: 'Nguyễn Thị Đào' } });
  });
});
