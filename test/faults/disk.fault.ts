import { execFileSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { lvtCert } from '../support/lvt-cert.ts';
import { csv } from '../support/ingest-builder.ts';
import { exitOf, run } from '../support/run-server.ts';
import { aToken, fillCenter, hasTool, processIn, startServer, strangerAt } from './center-folder.ts';
import { aChance, aFaultFolder, copyOfDatabase, pause, tell } from './fault-run.ts';
import { aRegister, judge } from './registers.ts';

vi.setConfig({ testTimeout: 300_000 });
const canMount = process.getuid?.() === 0 && hasTool('mount') && process.platform === 'linux';
const canTrace = hasTool('strace');
if (!canMount) tell('disk: skipped, 1 test: a small disk needs root on Linux');
if (!canTrace) tell('disk: skipped, 1 test: there is no strace here');

/** A disk of so many MiB, gone after the test. */
function aSmallDisk(mib: number): string {
  const path = aFaultFolder();
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${mib}m`, 'lvt-fault', path]);
  onTestFinished(() => void execFileSync('umount', ['-l', path]));
  return path;
}

/** Takes all room there is. */
function fillUp(disk: string): void {
  const file = openSync(join(disk, 'filler'), 'w');
  for (let size = 1024 * 1024; size >= 1; size = Math.floor(size / 4)) {
    try {
      for (;;) writeSync(file, Buffer.alloc(size));
    } catch {
      // Full for pieces of that size.
    }
  }
  closeSync(file);
}

/** Control: the filler taken away, the same writes are made (asserted at the end). */
it.runIf(canMount)(
  'refuses by name on a full disk wherever it is met, goes on reading, and by itself when there is room',
  async () => {
    const disk = aSmallDisk(24);
    const root = fillCenter(join(disk, 'center'));
    const server = await startServer(root);
    expect(server.stderr()).toMatch(/has \d+ MiB left/);
    const register = aRegister();
    for (let write = 0; write < 5; write += 1) await register.signOut(server);
    await register.flip(server);

    await register.correct(server);
    await register.addUser(server);
    const refused: string[] = [];
    let corrected = 0;
    fillUp(disk);
    const { token } = await aToken();
    const writes = {
      gates: () => server.post('/api/admin/features/update', { token, lookup_enabled: true, download_enabled: true }),
      'sign-in': () => server.post('/api/admin/login', { email: 'x@example.vn', password: '' }, strangerAt(9)),
      correction: () =>
        server.post('/api/admin/update', {
          ...{ token, sbd: 'A12', round_id: 'main', column: 'full_name' },
          new_value: `Trần Chi ${(corrected += 1)}`,
        }),
      'sign-out': () => server.post('/api/admin/logout', { token }),
      upload: () => uploadList(server.port, token),
    };
    for (const [place, write] of Object.entries(writes)) {
      // What was free inside the log takes a few writes more.
      for (let tries = 0; tries < 300 && !refused.includes(place); tries += 1) {
        const { status, body } = await write();
        if (status === 507) {
          expect(body).toMatchObject({ error: 'disk is full' });
          refused.push(place);
        }
      }
    }
    expect((await server.search(1, strangerAt(77))).status).toBe(200);
    expect((await server.get('/api/portal')).status).toBe(200);
    const imported = lvtCert(root, ['ingest', writeList(), '--commit', '--data', root]);
    expect(imported.code).toBe(1);
    refused.push('import');
    expect(server.child.exitCode).toBeNull();

    rmSync(join(disk, 'filler'));
    const before = register.acknowledged();
    await register.flip(server);
    await register.correct(server);
    await register.addUser(server);
    expect(register.acknowledged()).toBe(before + 3);
    fillUp(disk);
    server.child.kill('SIGTERM');
    expect([await exitOf(server.child), server.stderr().split('\n').at(-2)]).toEqual([0, expect.anything()]);
    refused.push('close');
    const shut = run(['--data', root, '--port', '0']);
    expect(await exitOf(shut.child)).toBe(1);
    expect(shut.stderr()).toMatch(/^[^{].*đầy/m);
    refused.push('start');
    rmSync(join(disk, 'filler'));
    const again = await startServer(root);
    expect((await again.search(2, strangerAt(78))).status).toBe(200);
    again.child.kill('SIGKILL');
    await exitOf(again.child);
    const { lost, half } = judge(copyOfDatabase(root), register.written());
    tell(
      `disk: full in ${refused.length} places (${refused.join(', ')}), ${register.acknowledged()} acknowledged, ${lost} lost, 0 exits`,
    );
    expect({ lost, half }).toEqual({ lost: 0, half: 0 });
    expect(refused).toHaveLength(7);
  },
);

/** Into the panel's import. */
async function uploadList(port: number, token: string): Promise<{ status: number; body: unknown }> {
  const headers = { authorization: `Bearer ${token}`, 'x-file-name': 'list.csv' };
  const init = { method: 'POST', headers, body: Buffer.alloc(64 * 1024, 'x') };
  const answer = await fetch(`http://127.0.0.1:${port}/api/admin/imports/upload`, init);
  return { status: answer.status, body: await answer.json() };
}

/** Beside the small disk, where there is room for it. */
function writeList(): string {
  const path = join(aFaultFolder(), 'list.csv');
  const rows = Array.from({ length: 500 }, (_, row) => [`D${row}`, `Trần Bình ${row}`, '01/02/2010', 'Giải Nhất']);
  writeFileSync(path, csv(['sbd', 'full_name', 'dob', 'toan'], ...rows));
  return path;
}

it.runIf(canTrace)('ends with 70 where the disk fails, and loses nothing acknowledged', async () => {
  const chance = aChance('disk');
  // Past what a start does: a few writes and syncs for each sign-out.
  const faults = [
    { inject: 'fsync,fdatasync:error=EIO', from: 30, upTo: 100 },
    { inject: 'pwrite64:error=EIO', from: 150, upTo: 400 },
    { inject: 'pwrite64:error=ENOSPC', from: 150, upTo: 400 },
  ] as const;
  const sum = { runs: 0, acknowledged: 0, lost: 0, half: 0, ended: 0 };
  for (let turn = 0; turn < 20; turn += 1) {
    const root = fillCenter(aFaultFolder(), 20);
    const trace = join(root, 'trace.txt');
    const { inject, from, upTo } = faults[turn % faults.length] ?? faults[0];
    const when = `${inject}:when=${from + chance.below(upTo - from)}`;
    const strace = ['strace', '-f', '-qq', '--seccomp-bpf', '-s', '0', '-o', trace];
    const under = [...strace, '-e', 'trace=pwrite64,fsync,fdatasync', '-e', `inject=${when}`];
    const server = await startServer(root, { under });
    const register = aRegister();
    for (let write = 0; write < 60 && server.child.exitCode === null; write += 1) {
      await register.signOut(server).catch(() => pause(20));
    }
    if (server.child.exitCode === null) process.kill(processIn(root), 'SIGKILL');
    const code = await exitOf(server.child);
    const { lost, half } = judge(copyOfDatabase(root), register.written());
    sum.runs += 1;
    sum.ended += code === 70 ? 1 : 0;
    sum.acknowledged += register.acknowledged();
    sum.lost += lost;
    sum.half += half;
    expect([when, readFileSync(trace, 'utf8').includes('(INJECTED)')]).toEqual([when, true]);
    if (inject.endsWith('EIO')) expect([when, code]).toEqual([when, 70]);
  }
  tell(
    `disk: ${sum.runs} injected errors, ${sum.ended} ended with 70, ${sum.acknowledged} acknowledged, ${sum.lost} lost, ${sum.half} half`,
  );
  expect({ lost: sum.lost, half: sum.half }).toEqual({ lost: 0, half: 0 });
});
