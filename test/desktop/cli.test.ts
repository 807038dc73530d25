import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aCenter, originOf, until } from './desk.ts';
import { type Desk, run } from './launch.ts';

const center = aCenter();
let desk: Desk;

beforeAll(async () => {
  desk = await center.start('--hidden');
  await originOf(desk);
});
afterAll(async () => {
  await desk.stop();
  center.remove();
});

/** `App --cli …`. */
function begin(args: readonly string[], input?: string) {
  return run({ args: ['--cli', ...args], env: { HOME: center.home, APPDATA: center.home } }, input);
}

/** To its end. */
async function command(args: readonly string[], input?: string) {
  const begun = begin(args, input);
  return { code: await begun.exited, said: begun.said() };
}

describe('App --cli', () => {
  it('runs the commands of lvt-cert beside the open program, and ends with their exit code', async () => {
    const help = await command(['--version']);
    expect(help.code).toBe(0);
    expect(help.said).toMatch(/^\d+\.\d+\.\d+$/m);
    const file = join(center.home, 'chan-doan.txt');
    expect((await command(['diagnostics', file, '--data', center.folder])).code).toBe(0);
    expect(readFileSync(file, 'utf8')).toContain('[program]');
    const unknown = await command(['frob']);
    expect(unknown.code).toBe(2);
    expect(unknown.said).toContain('error: ');
    expect((await command(['doctor', '--data', join(center.home, 'nowhere')])).code).toBe(1);
    expect((await fetch(`${await originOf(desk)}/health`)).status).toBe(200);
  });

  it('reads a secret from stdin for a command that asks for one', async () => {
    const args = ['admin', 'create', 'hieu-pho@saomai.vn', '--role', 'admin', '--data', center.folder];
    expect((await command(args, 'một mật khẩu đủ dài 2026\n')).code).toBe(0);
    expect((await command(args, 'một mật khẩu đủ dài 2026\n')).code).toBe(1);
  });

  // Windows knows no signal that a program could answer.
  it.runIf(process.platform !== 'win32')(
    'serves a center and ends it on a signal, what is written finished',
    async () => {
      const folder = join(center.home, 'second');
      const served = begin(['serve', '--demo', '--data', folder, '--port', '0']);
      expect((await fetch(`${await originOf(served)}/health`)).status).toBe(200);
      served.signal('SIGTERM');
      expect(await served.exited).toBe(0);
      await until('a note of the end', () => {
        const note = JSON.parse(readFileSync(join(folder, 'data', 'instance.owner.json'), 'utf8')) as { seen: number };
        return note.seen === 0;
      });
      expect(existsSync(join(folder, 'data', 'portal.db-wal'))).toBe(false);
    },
  );
});
