import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { exitOf, portOf } from '../../support/run-server.ts';
import { hasTools } from '../../support/tools.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const name = 'luonvuituoi-cert@.service';
/** As if this checkout were where the unit expects one. */
const unit = readFileSync(join(root, 'resources', 'service', name), 'utf8').replaceAll('/opt/luonvuituoi-cert', root);

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lvt-service-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The command line of the unit, with the variables of the instance's file. */
function startUnit(variables: Readonly<Record<string, string>>): ChildProcess {
  const line = /^ExecStart=(.*)$/m.exec(unit)?.[1] ?? '';
  const words = line.split(' ').map((word) => word.replace(/^\$\{(\w+)\}$/, (_, key: string) => variables[key] ?? ''));
  const [program = '', ...args] = words;
  const child = spawn(program, args, {
    cwd: root,
    env: { PATH: '/usr/bin:/bin' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

it('the unit serves several centers of one machine, each by its folder and port, and ends cleanly', async () => {
  const centers = [join(aFolder(), 'a'), join(aFolder(), 'b')];
  for (const center of centers) {
    const made = [join(root, 'dist', 'server', 'cli.js'), 'init', center, '--name', 'Trung tâm'];
    execFileSync(process.execPath, made, { env: { PATH: '/usr/bin:/bin' }, stdio: 'ignore' });
  }
  const children = centers.map((DATA) => startUnit({ DATA, PORT: '0', HOST: '127.0.0.1' }));
  const ports = await Promise.all(children.map(portOf));
  expect(new Set(ports).size).toBe(2);
  for (const port of ports) expect((await fetch(`http://127.0.0.1:${port}/health`)).status).toBe(200);
  for (const child of children) child.kill('SIGTERM');
  expect(await Promise.all(children.map(exitOf))).toEqual([0, 0]);
});

it.runIf(hasTools('systemd-analyze'))('systemd finds no fault with the unit', () => {
  const path = join(aFolder(), name);
  // A user of this machine: the one that the unit names is made by whoever installs it.
  writeFileSync(path, unit.replace(/^User=.*$/m, 'User=root'));
  expect(execFileSync('systemd-analyze', ['verify', path], { encoding: 'utf8', stdio: 'pipe' })).toBe('');
});
