import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { portableFolder } from './portable.ts';

it('keeps the data beside the program where a portable.txt says so, and nowhere else', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lvt-portable-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const program = { isPackaged: true, executable: join(folder, 'LUONVUITUOI-CERT.exe'), platform: 'win32' } as const;
  expect(portableFolder(program)).toBeNull();
  writeFileSync(join(folder, 'portable.txt'), '');
  expect(portableFolder(program)).toBe(join(folder, 'data'));
  expect(portableFolder({ ...program, isPackaged: false })).toBeNull();
  expect(portableFolder({ ...program, platform: 'darwin' })).toBeNull();
  // The same files, but put there by the installer.
  writeFileSync(join(folder, 'Uninstall LUONVUITUOI-CERT.exe'), '');
  expect(portableFolder(program)).toBeNull();
});
