import { describe, expect, it } from 'vitest';
import { startCenter } from '../../test/support/start-center.ts';

const update = '/api/admin/features/update';

describe('the gates', () => {
  it('are open until saved, clamped on write, kept in the database and told of in the log', async () => {
    const center = await startCenter();
    const token = await center.signIn('super-admin');
    const both = { lookup_enabled: true, download_enabled: true };
    expect((await center.post('/api/admin/features', { token })).body).toEqual(both);
    const saved = await center.post(update, { token, lookup_enabled: false, download_enabled: true });
    expect(saved).toMatchObject({ status: 200, body: { lookup_enabled: false, download_enabled: false } });
    const rows = center.portalDb.prepare('SELECT key, value FROM kv_durable ORDER BY key').all();
    expect(rows).toEqual([
      { key: 'feature:public_download_enabled', value: '0' },
      { key: 'feature:public_lookup_enabled', value: '0' },
    ]);
    expect(center.auditLog()).toMatchObject([
      {
        action: 'admin.features.update',
        target_id: 'public',
        metadata: { lookup_enabled: false, download_enabled: false },
      },
    ]);
  });

  it('are clamped on read, and read 1, true, yes and on', async () => {
    const center = await startCenter();
    const write = center.portalDb.prepare('INSERT OR REPLACE INTO kv_durable VALUES (?, ?, NULL)');
    for (const [stored, isOn] of [
      ['1', true],
      ['TRUE', true],
      ['yes', true],
      [' on ', true],
      ['0', false],
      ['', false],
      ['2', false],
    ] as const) {
      write.run('feature:public_lookup_enabled', stored);
      write.run('feature:public_download_enabled', '1');
      expect(center.gates.state()).toEqual({ lookup_enabled: isOn, download_enabled: isOn });
    }
  });

  it('take true and false only, looked at after the token', async () => {
    const center = await startCenter();
    const token = await center.signIn('super-admin');
    for (const value of [1, 'true', null, undefined, 'yes']) {
      expect(await center.post(update, { token, lookup_enabled: true, download_enabled: value })).toMatchObject({
        status: 400,
        body: { error: 'download_enabled must be true or false' },
      });
    }
    expect(await center.post(update, { lookup_enabled: 1 })).toMatchObject({ status: 401 });
    expect(center.auditLog()).toEqual([]);
  });

  it('speak before the captcha in a download, and a closed lookup speaks for itself', async () => {
    const center = await startCenter();
    const asked = { round_id: 'main', subject_code: 'TOAN', sbd: '!' };
    const errorOf = async (body: object) => {
      const answer = await center.post('/api/download', body);
      return [answer.status, (answer.body as { error: string }).error];
    };
    center.closeGate('download');
    expect(await errorOf({ sbd: '!' })).toEqual([404, 'round_id and subject_code are both required']);
    expect(await errorOf(asked)).toEqual([503, 'public certificate download is currently disabled by the operator']);
    center.closeGate('lookup');
    expect(await errorOf(asked)).toEqual([503, 'public lookup is currently disabled by the operator']);
    center.openGates();
    expect(await errorOf(asked)).toEqual([400, "sbd has invalid characters: '!'"]);
    expect(await errorOf({ ...asked, sbd: '' })).toEqual([400, 'captcha id is required']);
  });
});

describe('GET /api/events', () => {
  it('greets with the portal and tells of a flip by another process within two seconds', async () => {
    const center = await startCenter();
    const stream = center.get('/api/events');
    await new Promise((resolve) => setTimeout(resolve, 300));
    center.closeGate('lookup');
    await new Promise((resolve) => setTimeout(resolve, 2000));
    await center.close();
    const { status, headers, body } = await stream;
    expect([status, headers['content-type']]).toEqual([200, 'text/event-stream; charset=utf-8']);
    const events = String(body)
      .split('\n\n')
      .filter((event) => event.startsWith('event:'));
    expect(events.map((event) => event.split('\n')[0])).toEqual(['event: portal', 'event: gates']);
    expect(events[0]).toContain('"lookup_enabled":true');
    expect(events[1]).toContain('"lookup_enabled":false');
  });

  it('holds 8 streams per address, none of them of the PC itself', async () => {
    const center = await startCenter();
    const opened = Array.from({ length: 8 }, () => center.get('/api/events', { from: '127.0.0.2' }));
    const own = Array.from({ length: 10 }, () => center.get('/api/events'));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await center.get('/api/events', { from: '127.0.0.2' })).toMatchObject({
      status: 429,
      body: { code: 'events.full' },
    });
    await center.close();
    expect((await Promise.all([...opened, ...own])).every(({ status }) => status === 200)).toBe(true);
  });
});
