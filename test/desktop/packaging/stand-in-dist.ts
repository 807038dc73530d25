import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';

/** What the fuses tool looks for in the binary. Source: @electron/fuses, README (fuse wire). */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const fuseCount = 9;
/** Version 1 of the wire, then how many fuses, then each of them: on, as after Electron's own build. */
const fuseWire = Buffer.concat([Buffer.from(sentinel), Buffer.from([1, fuseCount]), Buffer.alloc(fuseCount, '1')]);

/**
 * An unpacked Electron without Electron: what electron-builder renames, marks and copies is there, and nothing runs.
 * Gives its folder.
 */
export function makeLinuxDist(folder: string): string {
  const script = Buffer.from('#!/bin/sh\necho "a stand-in for Electron"\nexit 1\n');
  return makeDist(folder, { electron: Buffer.concat([script, fuseWire]) });
}

/** As `makeLinuxDist`, with a program of Windows that has a version resource, as electron-builder rewrites it. */
export function makeWindowsDist(folder: string): string {
  const program = NtExecutable.createEmpty(false, false);
  const resources = NtExecutableResource.from(program);
  const version = Resource.VersionInfo.createEmpty();
  version.setFileVersion('45.0.0.0', 1033);
  version.setStringValues({ lang: 1033, codepage: 1200 }, { ProductName: 'Electron' });
  version.outputToResourceEntries(resources.entries);
  resources.outputResource(program);
  return makeDist(folder, { 'electron.exe': Buffer.concat([Buffer.from(program.generate()), fuseWire]) });
}

function makeDist(folder: string, files: Readonly<Record<string, Buffer>>): string {
  mkdirSync(join(folder, 'locales'), { recursive: true });
  mkdirSync(join(folder, 'resources'));
  for (const name of ['vi', 'en-US', 'fr']) writeFileSync(join(folder, 'locales', `${name}.pak`), name);
  for (const name of ['LICENSE', 'LICENSES.chromium.html', 'version']) writeFileSync(join(folder, name), name);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content, { mode: 0o755 });
  return folder;
}
