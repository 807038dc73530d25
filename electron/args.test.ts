import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { chooseFolders, readAsked, serverArguments } from './args.ts';

const userData = join(tmpdir(), 'user', 'LUONVUITUOI-CERT');
const empty = join(tmpdir(), 'user', 'nothing-here');
const place = { asked: undefined, environment: {}, currentFolder: empty, userData, machine: empty, isForAll: false };

describe('readAsked', () => {
  it('takes what is ours and passes over the switches of Chromium', () => {
    const asked = readAsked(['--ozone-platform=x11', '--data', 'D', '--port=0', '--kiosk', '--allow-file-access']);
    expect(asked).toEqual({
      data: 'D',
      port: '0',
      host: undefined,
      demo: false,
      kiosk: true,
      hidden: false,
      quit: false,
      allUsers: false,
      devtools: false,
      cli: null,
    });
    expect(readAsked(['--quit', '--data'])).toMatchObject({ data: undefined, quit: true });
    const command = readAsked(['--cli', 'doctor', '--quit', '--data', 'D']);
    expect(command).toMatchObject({ data: undefined, quit: false, cli: ['doctor', '--quit', '--data', 'D'] });
  });
});

describe('chooseFolders', () => {
  it('takes --data, then PORTAL_DATA_DIR, then a folder with a config, then the usual one', () => {
    const here = mkdtempSync(join(tmpdir(), 'lvt-args-'));
    onTestFinished(() => rmSync(here, { recursive: true }));
    const environment = { PORTAL_DATA_DIR: '/env' };
    const centerOf = (asked: string | undefined, env: object, currentFolder: string) =>
      chooseFolders({ ...place, asked, environment: { ...env }, currentFolder }).center;
    expect(centerOf('named', environment, here)).toBe(join(here, 'named'));
    expect(centerOf(undefined, environment, here)).toBe('/env');
    expect(centerOf(undefined, {}, here)).toBe(join(userData, 'center'));
    writeFileSync(join(here, 'cert.config.json'), '{}');
    expect(centerOf(undefined, {}, here)).toBe(here);
  });

  it('takes the folder of all users where it was asked for, or where it alone holds a center', () => {
    const machine = mkdtempSync(join(tmpdir(), 'lvt-args-'));
    onTestFinished(() => rmSync(machine, { recursive: true }));
    expect(chooseFolders({ ...place, machine }).center).toBe(join(userData, 'center'));
    expect(chooseFolders({ ...place, machine, isForAll: true }).center).toBe(machine);
    writeFileSync(join(machine, 'cert.config.json'), '{}');
    expect(chooseFolders({ ...place, machine }).center).toBe(machine);
    expect(chooseFolders({ ...place, machine, asked: '/named', isForAll: true }).center).toBe('/named');
  });

  it('gives each center a shell folder of its own, outside the center', () => {
    const shellOf = (asked?: string) => chooseFolders({ ...place, asked }).shell;
    expect(shellOf()).toBe(userData);
    expect(shellOf('/a')).toMatch(/[\\/]shell-[0-9a-f]{16}$/);
    expect(shellOf('/a')).not.toBe(shellOf('/b'));
    expect(shellOf('/a')).toBe(shellOf('/a/'));
  });
});

describe('serverArguments', () => {
  it('hands on port and host only where they were given', () => {
    expect(serverArguments('/c', { port: undefined, host: undefined, demo: true })).toEqual(['--data', '/c', '--demo']);
    expect(serverArguments('/c', { port: '1', host: 'h', demo: false })).toEqual([
      ...['--data', '/c', '--setup'],
      ...['--port', '1', '--host', 'h'],
    ]);
  });
});
