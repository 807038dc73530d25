import { describe, expect, it } from 'vitest';
import { startCenter } from '../../test/support/start-center.ts';
import { panelEventsPath } from './panel-events.contract.ts';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });
const eventsOf = (body: unknown) =>
  String(body)
    .split('\n\n')
    .filter((event) => event.startsWith('event:'))
    .map((event) => event.replace(/^event: (\w+)\ndata: /, '$1 '));

describe('GET /api/admin/events', () => {
  it('tells of entries of the log, of a gate flipped by another process, and of what other parts say', async () => {
    const center = await startCenter();
    const stream = center.get(panelEventsPath, bearer(await center.signIn('viewer')));
    await pause(300);
    await center.audit.record({ action: 'admin.list' });
    center.closeGate('lookup');
    await pause(1500);
    center.tellPanel('requests', { waiting: 3 });
    await center.close();
    const { status, headers, body } = await stream;
    expect([status, headers['content-type']]).toEqual([200, 'text/event-stream; charset=utf-8']);
    expect(eventsOf(body)).toEqual([
      'audit {"size":0}',
      'audit {"size":1}',
      'gates {"lookup_enabled":false,"download_enabled":false}',
      'requests {"waiting":3}',
    ]);
  });

  it('needs a session, and ends within seconds of its end', { timeout: 30_000 }, async () => {
    const center = await startCenter();
    const [token, other] = [await center.signIn('viewer', 'a@b.vn'), await center.signIn('admin', 'b@b.vn')];
    expect(await center.get(panelEventsPath)).toMatchObject({ status: 401 });
    expect(await center.get(panelEventsPath, bearer('no.such.token'))).toMatchObject({ status: 401 });
    const streams = [center.get(panelEventsPath, bearer(token)), center.get(panelEventsPath, bearer(other))];
    await pause(300);
    await center.post('/api/admin/logout', { token });
    center.portalDb.exec("UPDATE admin_users SET is_active = 0 WHERE email = 'b@b.vn'");
    expect((await Promise.all(streams)).map(({ status }) => status)).toEqual([200, 200]);
  });

  it('holds 4 streams per user, and 64 of all', { timeout: 30_000 }, async () => {
    const center = await startCenter();
    const tokens = await Promise.all(Array.from({ length: 17 }, (_, n) => center.signIn('viewer', `u${n}@b.vn`)));
    const opened = tokens
      .slice(0, 16)
      .flatMap((token) => Array.from({ length: 4 }, () => center.get(panelEventsPath, bearer(token))));
    await pause(500);
    const full = { status: 429, body: { code: 'events.full' } };
    expect(await center.get(panelEventsPath, bearer(tokens[0] ?? ''))).toMatchObject(full);
    expect(await center.get(panelEventsPath, bearer(tokens[16] ?? ''))).toMatchObject(full);
    await center.close();
    expect((await Promise.all(opened)).every(({ status }) => status === 200)).toBe(true);
  });
});
