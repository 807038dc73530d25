import { readFileSync, writeFileSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aFolder } from '../../test/support/scratch.ts';
import { moveIntoPlace } from './move-into-place.ts';

function aHeldFile(timesHeld: number, code = 'EBUSY') {
  const folder = aFolder();
  const [from, to] = [join(folder, 'new'), join(folder, 'old')];
  writeFileSync(from, 'new');
  writeFileSync(to, 'old');
  let tries = 0;
  const renameFile: typeof rename = async (a, b) => {
    tries += 1;
    if (tries <= timesHeld) throw Object.assign(new Error(code), { code });
    await rename(a, b);
  };
  return { from, to, renameFile, tries: () => tries };
}

describe('moving a finished file into its place', () => {
  it('waits for another program that holds it', async () => {
    const { from, to, renameFile, tries } = aHeldFile(3);
    await moveIntoPlace(from, to, renameFile);
    expect([readFileSync(to, 'utf8'), tries()]).toEqual(['new', 4]);
  });

  it('fails at once for any other reason and moves nothing', async () => {
    const { from, to, renameFile, tries } = aHeldFile(1, 'ENOSPC');
    await expect(moveIntoPlace(from, to, renameFile)).rejects.toThrow('ENOSPC');
    expect([readFileSync(to, 'utf8'), tries()]).toEqual(['old', 1]);
  });
});
