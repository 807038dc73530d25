import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aFolder } from '../../test/support/scratch.ts';
import { createRollingFile } from './rolling-file.ts';

describe('a rolling file', () => {
  it('holds lines until its folder is known, is private, and goes on where it was', () => {
    const folder = join(aFolder(), 'logs');
    const first = createRollingFile('server', { maxBytes: 1000, files: 3 });
    first.write('before');
    expect(first.open(folder)).toBe(true);
    first.write('after');
    first.close();
    const second = createRollingFile('server', { maxBytes: 1000, files: 3 });
    second.open(folder);
    second.write('again');
    second.close();
    expect(readFileSync(join(folder, 'server.log'), 'utf8')).toBe('before\nafter\nagain\n');
    if (process.platform !== 'win32') expect(statSync(join(folder, 'server.log')).mode & 0o777).toBe(0o600);
  });

  it('keeps so many files of so many bytes, the oldest lines going first', () => {
    const folder = aFolder();
    const file = createRollingFile('server', { maxBytes: 100, files: 3 });
    file.open(folder);
    for (let n = 0; n < 100; n += 1) file.write(`line ${String(n).padStart(3, '0')}`);
    file.close();
    expect(readdirSync(folder).sort()).toEqual(['server.1.log', 'server.2.log', 'server.log']);
    const lines = ['server.2.log', 'server.1.log', 'server.log'].flatMap((name) =>
      readFileSync(join(folder, name), 'utf8').trimEnd().split('\n'),
    );
    expect(lines.at(-1)).toBe('line 099');
    expect(lines.length).toBeLessThanOrEqual(36);
    expect(lines).toEqual(lines.toSorted());
  });

  it('throws nothing where its folder cannot be made', () => {
    const path = join(aFolder(), 'a-file');
    writeFileSync(path, '');
    const file = createRollingFile('server', { maxBytes: 100, files: 3 });
    expect(file.open(join(path, 'logs'))).toBe(false);
    expect(() => file.write('line')).not.toThrow();
  });
});
