import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { aConfig } from '../../test/support/config-builder.ts';
import { startCenter, type CenterSetup } from '../../test/support/start-center.ts';

vi.setConfig({ testTimeout: 60_000 });

type Check = { readonly id: string; readonly level: string };

async function examined(setup: CenterSetup = {}) {
  const center = await startCenter(setup);
  const token = await center.signIn('viewer');
  const checks = async () => {
    const { body } = await center.post('/api/admin/health', { token });
    const { checks: list } = body as { checks: Check[] };
    return Object.fromEntries(list.map(({ id, level }) => [id, level]));
  };
  return { center, checks };
}

describe('POST /api/admin/health', () => {
  it('looks at what the doctor knows and that can change while the center runs', async () => {
    const { center, checks } = await examined({ env: { PUBLIC_BASE_URL: 'https://tra-cuu.saomai.vn' } });
    expect(Object.keys(await checks()).sort()).toEqual([
      'address',
      'backup',
      'clock',
      'database',
      'disk',
      'key',
      'place',
      'rights',
      'settings',
      'template',
    ]);
    expect(await checks()).toMatchObject({ database: 'ok', place: 'ok', clock: 'ok', address: 'ok', settings: 'ok' });
    center.clock.set(-365 * 86_400_000);
    center.timekeeping.look();
    expect(await checks()).toMatchObject({ clock: 'warn' });
    if (process.platform !== 'win32') {
      chmodSync(join(center.root, '.env'), 0o600);
      expect(await checks()).toMatchObject({ rights: 'ok' });
      chmodSync(join(center.root, '.env'), 0o644);
      expect(await checks()).toMatchObject({ rights: 'bad' });
    }
  });

  it('says where people sign in by mail and none can leave', async () => {
    const config = aConfig({ admin: { auth_mode: 'otp_email' } });
    expect(await (await examined({ config })).checks()).toMatchObject({ mail: 'bad' });
    const { center, checks } = await examined({ config, env: { SMTP_URL: 'smtp://127.0.0.1:1' } });
    expect(await checks()).toMatchObject({ mail: 'ok' });
    await center.signIn('super-admin', 'chu@saomai.vn');
    await center.post('/api/admin/login', { email: 'chu@saomai.vn' });
    await center.staff.mail.settled();
    expect(await checks()).toMatchObject({ mail: 'warn' });
  });
});
