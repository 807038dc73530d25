import { generateX25519Identity } from 'age-encryption';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { aBackupFile } from '../../test/support/backup-builder.ts';
import { startFirstRun } from '../../test/support/first-run.ts';
import { exitOf } from '../../test/support/run-server.ts';
import { aFolder } from '../../test/support/scratch.ts';
import { recoverFolder } from '../files/make-folder.ts';

vi.setConfig({ testTimeout: 120_000 });

describe('a first run with a backup', () => {
  it('says why one cannot be had, shows what is in one, and makes a center of it once that is wanted', async () => {
    const { path: file, identity } = await aBackupFile();
    const other = await generateX25519Identity();
    const first = await startFirstRun();
    const cut = join(aFolder(), 'cut.age');
    writeFileSync(cut, readFileSync(file).subarray(0, -100));
    for (const [asked, code] of [
      [{ file: 'relative.age', identity }, 'backup.missing'],
      [{ file: `${file}.gone`, identity }, 'backup.missing'],
      [{ file, identity: 'AGE-SECRET' }, 'backup.no-identity'],
      [{ file, identity: other }, 'backup.wrong-identity'],
      [{ file: cut, identity }, 'backup.damaged'],
    ] as const) {
      expect(await first.make({ way: 'restore', ...asked })).toMatchObject({ step: 'center', problem: { code } });
    }
    const none = await first.send('POST', '/api/setup/center', { body: { way: 'restore' } });
    expect(none).toMatchObject({ status: 400, body: { code: 'setup.file' } });
    const decide = (isWanted: boolean) => first.send('POST', '/api/setup/restore', { body: { is_wanted: isWanted } });
    expect(await decide(true)).toMatchObject({ status: 409, body: { code: 'setup.not-opened' } });

    const opened = { file, made_at: '2026-05-20T08:00:00Z', students: 1, accounts: 0 };
    expect(await first.make({ way: 'restore', file, identity })).toMatchObject({ step: 'restore', opened });
    expect(await decide(false)).toMatchObject({ body: { step: 'center', opened: null, problem: null } });
    await vi.waitFor(() => expect(readdirSync(dirname(first.root))).toEqual([]));

    await first.make({ way: 'restore', file, identity });
    expect((await decide(true)).status).toBe(200);
    await vi.waitFor(async () => expect((await first.state()).step).toBe('account'), { timeout: 40_000, interval: 50 });
    expect(readFileSync(join(first.root, 'templates', 'main.pdf'), 'utf8')).toBe('a template');
    expect(readFileSync(join(first.root, '.env'), 'utf8')).not.toContain('a secret for tests');
    expect(readdirSync(dirname(first.root))).toEqual(['center']);
    expect(await first.send('POST', '/api/setup/folders', { body: { path: dirname(file) } })).toMatchObject({
      status: 404,
    });
  });

  it('leaves nothing of it where it is ended or killed while it waits', async () => {
    const { path: file, identity } = await aBackupFile();
    const root = join(aFolder(), 'center');
    const first = await startFirstRun(root);
    const listed = await first.send('POST', '/api/setup/folders', { body: { path: dirname(file) } });
    expect(listed).toMatchObject({ body: { files: [{ name: 'sao-luu.tar.gz.age', path: file }] } });
    await first.make({ way: 'restore', file, identity });
    first.child.kill('SIGTERM');
    await exitOf(first.child);
    expect(readdirSync(dirname(root))).toEqual([]);

    const second = await startFirstRun(root);
    await second.make({ way: 'restore', file, identity });
    second.child.kill('SIGKILL');
    await exitOf(second.child);
    expect(readdirSync(dirname(root))).toHaveLength(1);
    await startFirstRun(root);
    expect(readdirSync(dirname(root))).toEqual([]);
  });

  it('moves the rest in where it was cut while everything moved into a folder that was there', () => {
    const root = join(aFolder(), 'center');
    const made = join(root, '.making-center-999999999');
    mkdirSync(join(made, 'data'), { recursive: true });
    writeFileSync(join(made, 'cert.config.json'), '{}');
    renameSync(join(made, 'data'), join(root, 'data'));
    recoverFolder(root, 'cert.config.json');
    expect(readdirSync(root).sort()).toEqual(['cert.config.json', 'data']);

    mkdirSync(made);
    recoverFolder(root, 'cert.config.json');
    expect(existsSync(made)).toBe(false);
    expect(readdirSync(root).sort()).toEqual(['cert.config.json', 'data']);
  });
});
