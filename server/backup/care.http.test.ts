import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { aBackedUpCenter } from '../../test/support/backup-builder.ts';
import { aFolder } from '../../test/support/scratch.ts';
import { hasTools } from '../../test/support/tools.ts';

vi.setConfig({ testTimeout: 90_000 });
const otherDisk = '/dev/shm';
const canMount = process.platform === 'linux' && process.getuid?.() === 0 && hasTools('mount');

/** On another disk than the center, gone after the test. */
function aStick(): string {
  const path = mkdtempSync(join(otherDisk, 'lvt-stick-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

describe.runIf(existsSync(otherDisk))('the second place', () => {
  it('gets every backup, read back there, says what is wrong with it, and goes on when it is there again', async () => {
    const { send, state, settled, root, auditLog, clock, post, headers } = await aBackedUpCenter();
    const stick = aStick();
    for (const [folder, code] of [
      ['usb', 'backup.place-missing'],
      [join(stick, 'gone'), 'backup.place-missing'],
      [aFolder(), 'backup.same-disk'],
    ]) {
      expect(await send('backups/place', { folder })).toMatchObject({ status: 422, body: { code } });
    }
    expect(await send('backups/copy')).toMatchObject({ status: 409, body: { code: 'backup.no-place' } });
    expect(await send('backups/place', { folder: stick })).toMatchObject({ status: 200 });
    expect(await send('backups/copy')).toMatchObject({ status: 409, body: { code: 'backup.none' } });

    await send('backups/make');
    const made = await settled();
    const [name = ''] = readdirSync(join(root, 'backups'));
    expect(made).toMatchObject({ job: { status: 'done' }, place: { folder: stick, problem: null }, copied: { name } });
    expect(readdirSync(stick).sort()).toEqual([name, `${name}.json`]);
    expect(readFileSync(join(stick, name))).toEqual(readFileSync(join(root, 'backups', name)));

    // Pulled: the backup on this PC stands, and what is wrong is told once.
    rmSync(stick, { recursive: true });
    clock.pass(60_000);
    await send('backups/make');
    expect(await settled()).toMatchObject({
      job: { kind: 'backup.make', status: 'done' },
      place: { problem: { code: 'backup.place-missing' } },
      copied: { name },
    });
    expect((await state()).backups).toHaveLength(2);
    await send('backups/copy');
    expect(await settled()).toMatchObject({ job: { status: 'failed', problem: { code: 'backup.place-missing' } } });
    mkdirSync(stick);
    await send('backups/copy');
    expect(await settled()).toMatchObject({ job: { status: 'done' }, place: { problem: null } });
    expect(readdirSync(stick)).toHaveLength(2);
    const told = auditLog().map(({ action }) => action);
    expect(told.filter((action) => /^backup\.(cop|place)/.test(String(action)))).toEqual([
      ...['backup.place', 'backup.copied', 'backup.copy-failed', 'backup.copied'],
    ]);

    const checks = async () => {
      const { body } = await post('/api/admin/health', {}, { headers });
      const { checks: all } = body as { checks: { id: string; level: string }[] };
      return Object.fromEntries(all.map(({ id, level }) => [id, level]));
    };
    expect(await checks()).toMatchObject({ backup: 'ok', 'backup-copy': 'ok', rehearsal: 'warn' });

    // What the disk here did to a file is not carried over.
    writeFileSync(join(root, 'backups', (await state()).backups[0]?.name ?? ''), 'torn');
    rmSync(stick, { recursive: true });
    mkdirSync(stick);
    await send('backups/copy');
    expect(await settled()).toMatchObject({ job: { problem: { code: 'backup.damaged' } } });
    expect(readdirSync(stick)).toEqual([]);
  });

  it.runIf(canMount)('that is full or read-only is told as that, and holds nothing half', async () => {
    const { send, settled, root } = await aBackedUpCenter();
    const stick = aStick();
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'lvt-stick', stick]);
    onTestFinished(() => void execFileSync('umount', ['-l', stick]));
    await send('backups/place', { folder: stick });
    await send('backups/make');
    expect(await settled()).toMatchObject({ place: { problem: { code: 'backup.disk-full' } }, copied: null });
    expect(readdirSync(stick)).toEqual([]);
    execFileSync('mount', ['-o', 'remount,ro,size=64m', stick]);
    await send('backups/copy');
    expect(await settled()).toMatchObject({ job: { problem: { code: 'backup.place-read-only' } } });
    expect(readdirSync(join(root, 'backups'))).toHaveLength(2);
  });
});

describe('a rehearsal', () => {
  it('restores the newest beside, compares and counts it, leaves nothing of it, and is told in the log', async () => {
    const student = { sbd: 'A1', full_name: 'Nguyễn Văn An' };
    const { send, settled, root, identity, auditLog } = await aBackedUpCenter({ students: [student] });
    expect(await send('backups/rehearse', { identity })).toMatchObject({ status: 409, body: { code: 'backup.none' } });
    await send('backups/make');
    const { backups } = await settled();
    expect((await send('backups/rehearse', { identity })).status).toBe(200);
    expect(await settled()).toMatchObject({ job: { status: 'done' }, rehearsed: { students: 1 } });
    const path = join(root, 'backups', backups[0]?.name ?? '');
    writeFileSync(path, readFileSync(path).subarray(0, -50));
    await send('backups/rehearse', { identity });
    expect(await settled()).toMatchObject({ job: { problem: { code: 'backup.damaged' } }, rehearsed: { students: 1 } });
    expect(readdirSync(join(root, 'backups')).filter((name) => name.startsWith('.'))).toEqual([]);
    const told = auditLog().filter(({ action }) => String(action).startsWith('backup.rehears'));
    // The account of this test was written past the program, which a rehearsal sees.
    expect(told).toMatchObject([
      { action: 'backup.rehearsed', metadata: { students: 1, records: 2, changed: 1 } },
      { action: 'backup.rehearsal-failed', metadata: { code: 'backup.damaged' } },
    ]);
  });
});
