import { describe, expect, it } from 'vitest';
import { startCenter } from '../../test/support/start-center.ts';
import { aStudent } from '../../test/support/student-builder.ts';

const an = { name: 'nguyen van an', dob: '1.2.2010' };

describe('the day in numbers', () => {
  it('counts students found and searches that found nobody, by hour, and no wrong sum, no staff, no name', async () => {
    const center = await startCenter({ students: [aStudent()] });
    const token = await center.signIn('viewer');
    const ask = async (claim: object) => center.post('/api/search', { ...claim, ...(await center.solvedCaptcha()) });
    await ask(an);
    await ask(an);
    await ask({ ...an, name: 'ai đó' });
    await center.post('/api/search', { ...an, captcha_id: 'none', captcha_answer: 1 });
    await center.post('/api/search', { mode: 'admin', sbd: 'A01', token });
    const hour = new Date(center.clock.now()).getHours();
    const counts = { looked_up: 2, downloaded: 0, failed: 1 };
    expect((await center.post('/api/admin/today', { token })).body).toMatchObject({
      total: counts,
      hours: [{ hour, ...counts }],
      requests: { waiting: 0, oldest_at: null },
      address: { is_on_network: false },
      open_pages: 0,
    });
    expect(center.portalDb.prepare('SELECT * FROM student_count').all()).toHaveLength(1);
  });

  it('begins anew with the day', async () => {
    const center = await startCenter({ students: [aStudent()] });
    const token = await center.signIn('viewer');
    await center.post('/api/search', { ...an, ...(await center.solvedCaptcha()) });
    await center.post('/api/admin/today', { token });
    center.clock.pass(24 * 3_600_000);
    const later = await center.signIn('viewer', 'later@example.vn');
    expect((await center.post('/api/admin/today', { token: later })).body).toMatchObject({ hours: [] });
  });
});

describe('the health of a running center', () => {
  it('names what is broken first, without a path or a secret', { timeout: 30_000 }, async () => {
    const center = await startCenter({ students: [aStudent()] });
    const token = await center.signIn('viewer');
    const { status, body } = await center.post('/api/admin/health', { token });
    const { checks } = body as { checks: { id: string; level: string }[] };
    expect(status).toBe(200);
    const own = [
      ...['address', 'audit', 'backup', 'clock', 'database', 'disk'],
      ...['key', 'place', 'rights', 'settings', 'template'],
    ];
    expect(checks.map(({ id }) => id).toSorted()).toEqual(own);
    expect(checks[0]).toMatchObject({ level: 'bad' });
    expect(checks.find(({ id }) => id === 'template')).toMatchObject({ level: 'bad' });
    expect(checks.find(({ id }) => id === 'database')).toMatchObject({ level: 'ok' });
    expect(JSON.stringify(body)).not.toContain(center.root);
  });
});
