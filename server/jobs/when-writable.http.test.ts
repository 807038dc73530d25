import { describe, expect, it, onTestFinished } from 'vitest';
import { startCenter } from '../../test/support/start-center.ts';
import { aClock } from '../../test/support/scratch.ts';
import { aStudent } from '../../test/support/student-builder.ts';
import { openDatabase } from '../db/open-database.ts';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const closed = { lookup_enabled: false, download_enabled: false };

/** A center, and another program that holds the write lock of its database. */
async function aHeldCenter() {
  const clock = aClock();
  const center = await startCenter({ clock, students: [aStudent()] });
  const token = await center.signIn('super-admin');
  const other = openDatabase(center.portalDb.name);
  onTestFinished(() => {
    if (other.open) other.close();
  });
  other.exec('BEGIN IMMEDIATE');
  const letGo = () => other.exec('ROLLBACK');
  const asStaff = (path: string, body: object = {}) => center.post(path, { token, ...body });
  return { ...center, clock, asStaff, letGo };
}

describe('while another write goes on', () => {
  it('students find, and staff read, each at once', async () => {
    const center = await aHeldCenter();
    const { sbd, full_name: name, dob } = aStudent();
    const asked = { sbd, name, dob, ...(await center.solvedCaptcha()) };
    expect(await center.post('/api/search', asked)).toMatchObject({ status: 200, body: { name } });
    expect(await center.asStaff('/api/admin/students/find', { text: name })).toMatchObject({ status: 200 });
    expect(await center.asStaff('/api/admin/today')).toMatchObject({ status: 200, body: {} });
  });

  it('a write waits for its end beside everything else, and is then made', async () => {
    const center = await aHeldCenter();
    const flipped = center.asStaff('/api/admin/features/update', closed);
    await pause(100);
    expect(await center.asStaff('/api/admin/features')).toMatchObject({ body: { lookup_enabled: true } });
    center.letGo();
    expect(await flipped).toMatchObject({ status: 200, body: closed });
    expect(center.auditLog().map(({ action }) => action)).toEqual(['admin.features.update']);
  });

  it('a write that has waited for five seconds is refused by name, with when to try again', async () => {
    const center = await aHeldCenter();
    const flipped = center.asStaff('/api/admin/features/update', closed);
    await pause(100);
    center.clock.pass(5_000);
    const { status, headers, body } = await flipped;
    expect([status, headers['retry-after']]).toEqual([503, '5']);
    expect(body).toMatchObject({ code: 'database.busy', retry_after: 5 });
    center.letGo();
    expect(await center.asStaff('/api/admin/features')).toMatchObject({ body: { lookup_enabled: true } });
    expect(await center.asStaff('/api/admin/features/update', closed)).toMatchObject({ status: 200 });
  });

  it("an entry of the log waits as well: staff's search is answered once it is written", async () => {
    const center = await aHeldCenter();
    const listed = center.asStaff('/api/admin/list', { name: 'nguyen' });
    await pause(100);
    expect(center.auditLog()).toEqual([]);
    center.letGo();
    expect(await listed).toMatchObject({ status: 200 });
    expect(center.auditLog().map(({ action }) => action)).toEqual(['admin.list']);
  });
});
