import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { aClock, aFolder } from '../../test/support/scratch.ts';
import { acquireInstanceLock } from './instance-lock.ts';

const program = fileURLToPath(new URL('../../test/support/open-folder.ts', import.meta.url));
const aClosedLock = (folder: string) => acquireInstanceLock(folder, aClock()).release();

async function anOtherProgram(folder: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [program, folder], { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  return child;
}

describe('a center folder', () => {
  it('refuses 20 of 20 second programs by name and is free at once after kill -9', { timeout: 60_000 }, async () => {
    const folder = aFolder();
    const first = await anOtherProgram(folder);
    for (let n = 0; n < 20; n += 1) {
      expect(() => acquireInstanceLock(folder, aClock())).toThrow(`process ${String(first.pid)} on`);
    }
    const second = spawnSync(process.execPath, [program, folder], { encoding: 'utf8' });
    expect(second.status).toBe(3);
    expect(second.stderr).toContain('already open');
    first.kill('SIGKILL');
    await once(first, 'exit');
    expect(() => aClosedLock(folder)).not.toThrow();
  });

  it('is free again after a release', () => {
    const folder = aFolder();
    aClosedLock(folder);
    expect(() => aClosedLock(folder)).not.toThrow();
  });

  it('is refused while another machine was seen in it less than two minutes ago', () => {
    const folder = aFolder();
    const clock = aClock();
    const note = { machine: 'other', host: 'PC-2', pid: 7, since: '2026-05-20T07:00:00Z', seen: clock.now() - 119_000 };
    writeFileSync(join(folder, 'instance.owner.json'), JSON.stringify(note));
    expect(() => acquireInstanceLock(folder, clock)).toThrow('process 7 on PC-2');
    clock.pass(2_000);
    const lock = acquireInstanceLock(folder, clock);
    expect(JSON.parse(readFileSync(join(folder, 'instance.owner.json'), 'utf8'))).toMatchObject({ pid: process.pid });
    lock.release();
  });

  it('opens with a note that is cut short, and says what to do about a damaged lock', () => {
    const folder = aFolder();
    writeFileSync(join(folder, 'instance.owner.json'), '{"machine":');
    expect(() => aClosedLock(folder)).not.toThrow();
    writeFileSync(join(folder, 'instance.lock'), 'no database '.repeat(50));
    expect(() => aClosedLock(folder)).toThrow(/delete this file/);
  });
});
