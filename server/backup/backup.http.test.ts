import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { ask } from '../../test/support/ask.ts';
import { aCenterFolder, exitOf, portOf, run } from '../../test/support/run-server.ts';
import { tokenOf } from '../../test/support/staff-builder.ts';

vi.setConfig({ testTimeout: 180_000 });
const password = 'con-meo-nho-2026';
type Listed = {
  key: { recipient: string } | null;
  backups: { name: string; reason: string; counts: { log: number } | null }[];
  staged: { id: string; lost_entries: number } | null;
  job: { kind: string; status: string; problem: { code: string } | null } | null;
};

async function aServer(folder: string) {
  const { child } = run(['--data', folder, '--port', '0'], {
    ADMIN_DEFAULT_PASSWORD: password,
    ADMIN_DEFAULT_EMAIL: 'boss@example.vn',
  });
  const port = await portOf(child);
  const post = (path: string, body: object, from?: string) =>
    ask({ port, method: 'POST', path, body, headers: { 'content-type': 'application/json' }, ...(from && { from }) });
  const signIn = async () => tokenOf((await post('/api/admin/login', { email: 'boss@example.vn', password })).body);
  const state = async (token: string) => {
    const answer = await ask({
      port,
      method: 'GET',
      path: '/api/admin/backups',
      headers: { authorization: `Bearer ${token}` },
    });
    return { status: answer.status, ...(answer.body as Listed) };
  };
  /** Once the job that runs has ended. */
  const settled = async (token: string) => {
    for (;;) {
      const now = await state(token);
      if (now.job?.status !== 'running') return now;
      await pause(100);
    }
  };
  return { child, post, signIn, state, settled };
}

describe('backups in the panel', () => {
  it('makes, lists, verifies and restores one, signs everyone out, and goes on without a restart', async () => {
    const folder = aCenterFolder();
    const { child, post, signIn, state, settled } = await aServer(folder);
    const token = await signIn();
    expect(await post('/api/admin/backups/make', { token })).toMatchObject({
      status: 409,
      body: { code: 'backup.no-recipient' },
    });
    const { body: key } = await post('/api/admin/backups/key', { token });
    const { identity } = key as { identity: string };
    expect(identity).toMatch(/^AGE-SECRET-KEY-1/);
    expect((await post('/api/admin/backups/make', { token })).status).toBe(200);
    const made = await settled(token);
    expect(made).toMatchObject({
      job: { status: 'done' },
      backups: [{ reason: 'manual', counts: { students: 0, accounts: 1 } }],
    });
    const name = made.backups[0]?.name ?? '';
    expect((await post('/api/admin/backups/verify', { token, name })).status).toBe(200);
    const outside = await post('/api/admin/backups/verify', { token, name: '../cert.config.json' });
    expect(outside).toMatchObject({ status: 404, body: { code: 'backup.missing' } });

    const scheduled = await post('/api/admin/backups/schedule', { token, daily_at: '06:00' });
    expect(scheduled).toMatchObject({ status: 200, body: { daily_at: '06:00' } });
    const wrong = `${identity.slice(0, -1)}${identity.endsWith('Q') ? 'P' : 'Q'}`;
    await post('/api/admin/backups/stage', { token, file: name, identity: wrong });
    expect(await settled(token)).toMatchObject({
      job: { status: 'failed', problem: { code: 'backup.wrong-identity' } },
      staged: null,
    });
    await post('/api/admin/backups/stage', { token, file: name, identity });
    const { staged } = await settled(token);
    expect(staged?.lost_entries).toBeGreaterThan(0);

    const id = staged?.id ?? '';
    expect((await post('/api/admin/backups/restore', { token, id })).status).toBe(200);
    let now = await state(token);
    for (; now.status !== 401; now = await state(token)) await pause(100);
    const again = await signIn();
    expect(await state(again)).toMatchObject({
      key: { recipient: (key as { recipient: string }).recipient },
      // The one made by hand held everything, so it stood for the one before the restore.
      backups: [{ reason: 'manual' }],
      staged: null,
    });
    expect(readdirSync(folder).filter((entry) => /^restore/.test(entry))).toEqual([]);
    rmSync(join(folder, 'backups'), { recursive: true });
    child.kill('SIGTERM');
    expect(await exitOf(child)).toBe(0);
  });
});
