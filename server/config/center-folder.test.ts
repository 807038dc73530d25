import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
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
