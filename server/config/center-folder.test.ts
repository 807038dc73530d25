import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { aFolder } from '../../test/support/scratch.ts';
import { chooseCenterFolder } from './center-folder.ts';

const linux = { environment: {}, currentFolder: '/srv', platform: 'linux', homeFolder: '/home/an' } as const;

describe('chooseCenterFolder', () => {
  it('takes --data before everything else, relative to the current folder', () => {
    const environment = { PORTAL_DATA_DIR: '/elsewhere' };
    expect(chooseCenterFolder({ ...linux, asked: 'center', environment })).toBe('/srv/center');
  });

  it('takes PORTAL_DATA_DIR before the current folder', () => {
    const currentFolder = aFolder();
    writeFileSync(join(currentFolder, 'cert.config.json'), '{}');
    const environment = { PORTAL_DATA_DIR: '/elsewhere' };
    expect(chooseCenterFolder({ ...linux, environment, currentFolder })).toBe('/elsewhere');
    expect(chooseCenterFolder({ ...linux, currentFolder })).toBe(currentFolder);
  });

  it('takes the folder that all users share where it holds a center and the own one none', () => {
    const [programData, roaming] = [aFolder(), aFolder()];
    // On the systems that tests run on, the path of Windows is one name.
    const shared = `${programData}\\LUONVUITUOI-CERT\\center`;
    const windows = {
      ...linux,
      platform: 'win32',
      environment: { ProgramData: programData, APPDATA: roaming },
    } as const;
    const own = join(roaming, 'LUONVUITUOI-CERT', 'center');
    expect(chooseCenterFolder(windows)).toBe(own);
    onTestFinished(() => rmSync(shared, { recursive: true, force: true }));
    mkdirSync(shared, { recursive: true });
    writeFileSync(join(shared, 'cert.config.json'), '{}');
    expect(chooseCenterFolder(windows)).toBe(shared);
    mkdirSync(own, { recursive: true });
    writeFileSync(join(own, 'cert.config.json'), '{}');
    expect(chooseCenterFolder(windows)).toBe(own);
  });

  it.each([
    ['linux', {}, '/home/an/.config/LUONVUITUOI-CERT/center'],
    ['linux', { XDG_CONFIG_HOME: '/x' }, '/x/LUONVUITUOI-CERT/center'],
    ['linux', { XDG_CONFIG_HOME: 'relative' }, '/home/an/.config/LUONVUITUOI-CERT/center'],
    ['darwin', {}, '/home/an/Library/Application Support/LUONVUITUOI-CERT/center'],
    ['win32', { APPDATA: '/roaming' }, '/roaming/LUONVUITUOI-CERT/center'],
    ['win32', {}, '/home/an/AppData/Roaming/LUONVUITUOI-CERT/center'],
  ] as const)('falls back to the application data on %s with %o', (platform, environment, expected) => {
    expect(chooseCenterFolder({ ...linux, platform, environment })).toBe(expected);
  });
});
