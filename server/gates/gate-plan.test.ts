import { describe, expect, it } from 'vitest';
import { aClock } from '../../test/support/scratch.ts';
import { startCenter, type TestCenter } from '../../test/support/start-center.ts';

const [hour, day] = [3_600_000, 86_400_000];
/** A Tuesday, the center's own time. */
const tuesday = (hours: number) => new Date(2026, 10, 24, hours).getTime();
const office = [{ from: '08:00', to: '17:00' }];
const schedule = {
  is_on: true,
  opens_download: true,
  week: [office, office, office, office, office, office, office],
  exceptions: [],
};
const saved = '/api/admin/gates/schedule/set';

async function aPlannedCenter(startAt: number, changes: object = {}) {
  const clock = aClock(startAt);
  const center = await startCenter({ clock });
  const token = await center.signIn('super-admin');
  const answer = await center.post(saved, { token, schedule: { ...schedule, ...changes } });
  return { center, clock, token, answer };
}

const flips = (center: TestCenter) => center.auditLog().filter(({ action }) => action === 'system.gates');
const instant = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`;

describe('the plan of the gates', () => {
  it('leaves the gates as they are when it is saved, and says what it does next', async () => {
    const { center, answer } = await aPlannedCenter(tuesday(6));
    expect(answer).toMatchObject({
      status: 200,
      body: {
        lookup_enabled: true,
        next_change: { at: instant(tuesday(8)), opens: true },
        next_opening: null,
        open_pages: 0,
      },
    });
    center.plan.look();
    expect(center.gates.state()).toEqual({ lookup_enabled: true, download_enabled: true });
    expect(center.auditLog()).toMatchObject([
      { action: 'gates.schedule', metadata: { is_on: true, open_days: 7, exceptions: 0 } },
    ]);
  });

  it('closes and opens at its times, and the log says that the system did it', async () => {
    const { center, clock } = await aPlannedCenter(tuesday(16));
    clock.pass(hour);
    center.plan.look();
    expect(center.gates.state()).toEqual({ lookup_enabled: false, download_enabled: false });
    clock.pass(15 * hour);
    center.plan.look();
    center.plan.look();
    expect(center.gates.state()).toEqual({ lookup_enabled: true, download_enabled: true });
    expect(flips(center)).toMatchObject([
      { user_id: null, target_id: 'public', metadata: { lookup_enabled: false, planned_at: instant(tuesday(17)) } },
      { user_id: null, target_id: 'public', metadata: { lookup_enabled: true, download_enabled: true } },
    ]);
  });

  it('makes up for a night or a week of sleep with one flip', async () => {
    const { center, clock } = await aPlannedCenter(tuesday(12));
    clock.pass(7 * day + 8 * hour);
    center.plan.look();
    expect(center.gates.state().lookup_enabled).toBe(false);
    expect(flips(center)).toHaveLength(1);
  });

  it('lets a flip by hand hold until its next change', async () => {
    const { center, clock, token } = await aPlannedCenter(tuesday(12));
    await center.post('/api/admin/features/update', { token, lookup_enabled: false, download_enabled: false });
    clock.pass(4 * hour);
    center.plan.look();
    expect(center.gates.state().lookup_enabled).toBe(false);
    expect((await center.get('/api/portal')).body).toMatchObject({
      gates: { next_opening: instant(tuesday(8) + day) },
    });
    clock.pass(16 * hour);
    center.plan.look();
    expect(center.gates.state().lookup_enabled).toBe(true);
  });

  it('opens the lookup alone where the plan says so', async () => {
    const { center, clock } = await aPlannedCenter(tuesday(7), { opens_download: false });
    clock.pass(hour);
    center.plan.look();
    expect(center.gates.state()).toEqual({ lookup_enabled: true, download_enabled: false });
  });

  it('does nothing while it is switched off', async () => {
    const { center, clock } = await aPlannedCenter(tuesday(16), { is_on: false });
    clock.pass(3 * hour);
    center.plan.look();
    expect(center.gates.state().lookup_enabled).toBe(true);
  });

  it('refuses days that overlap, end before they begin, or are no days, and saves nothing', async () => {
    const { center, token } = await aPlannedCenter(tuesday(9));
    const week = (spans: object[]) => ({ ...schedule, week: [spans, [], [], [], [], [], []] });
    for (const [wrong, error] of [
      [week([{ from: '17:00', to: '08:00' }]), 'the end of an opening must come after its beginning'],
      [week([office[0] ?? {}, { from: '16:00', to: '18:00' }]), 'openings of a day must not overlap'],
      [week([{ from: '8', to: '17:00' }]), 'a time is written as 08:00'],
      [{ ...schedule, week: [[]] }, 'a week has 7 days'],
      [{ ...schedule, exceptions: [{ date: '2026-02-30', spans: [] }] }, 'there is no such date'],
    ] as const) {
      expect(await center.post(saved, { token, schedule: wrong })).toMatchObject({ status: 400, body: { error } });
    }
    expect(center.plan.schedule().week[0]).toEqual(office);
  });
});

describe('the message to students', () => {
  it('stands in the portal in both languages until it is emptied', async () => {
    const center = await startCenter();
    const token = await center.signIn('super-admin');
    const message = { vi: 'Cán bộ trực tới 17:30 ở phòng 102.', en: 'Staff are at room 102 until 17:30.' };
    const said = async () => ((await center.get('/api/portal')).body as { gates: { message: unknown } }).gates.message;
    await center.post('/api/admin/gates/message', { token, message });
    expect(await said()).toEqual(message);
    await center.post('/api/admin/gates/message', { token, message: { vi: ' ', en: '' } });
    expect(await said()).toBeNull();
    const long = { vi: 'a'.repeat(201), en: '' };
    expect(await center.post('/api/admin/gates/message', { token, message: long })).toMatchObject({ status: 400 });
    expect(JSON.stringify(center.auditLog())).not.toContain('phòng 102');
  });

  it('is for super-admins to write', async () => {
    const center = await startCenter();
    const token = await center.signIn('admin');
    for (const path of ['/api/admin/gates/message', '/api/admin/gates/schedule', saved]) {
      expect(await center.post(path, { token })).toMatchObject({ status: 403 });
      expect(await center.post(path, {})).toMatchObject({ status: 401 });
    }
  });
});
