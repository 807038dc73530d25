import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const prefix = '.making-';

/** Nothing is there, or a folder in which nothing is but what a broken-off `makeFolder` left. */
export function isMissingOrEmpty(folder: string): boolean {
  return !existsSync(folder) || readdirSync(folder).every(isLeftOver);
}

/** Made by a `makeFolder` whose process is gone. */
function isLeftOver(name: string): boolean {
  if (!name.startsWith(prefix)) return false;
  try {
    process.kill(Number(name.slice(name.lastIndexOf('-') + 1)), 0);
    return false;
  } catch {
    // No such process, or no number: nobody is at work there.
    return true;
  }
}

/**
 * Makes `folder`, which is missing or empty, with all that `fill` puts into the folder it is given, or leaves it as it
 * was. A folder that is there already is kept itself (it may be a mount, or somebody's current folder); `lastName` is
 * then the last entry to appear in it. Throws what `fill` or the file system throws.
 */
export async function makeFolder(
  folder: string,
  lastName: string,
  fill: (folder: string) => void | Promise<void>,
): Promise<void> {
  const isThere = existsSync(folder);
  if (!isMissingOrEmpty(folder)) throw new Error(`${folder} is not empty`);
  const home = isThere ? folder : dirname(folder);
  mkdirSync(home, { recursive: true });
  recoverFolder(folder, lastName);
  const staged = join(home, `${prefix}${basename(folder)}-${process.pid}`);
  rmSync(staged, { recursive: true, force: true });
  try {
    mkdirSync(staged, { mode: 0o700 });
    await fill(staged);
    if (isThere) moveContent(staged, folder, lastName);
    else renameSync(staged, folder);
  } finally {
    rmSync(staged, { recursive: true, force: true });
  }
}

/**
 * After a `makeFolder` of `folder` that was cut: where everything was made and only partly moved in, the rest is moved;
 * else what it made is removed, which may hold records. Done at every start.
 */
export function recoverFolder(folder: string, lastName: string): void {
  for (const home of [folder, dirname(folder)]) {
    const names = namesIn(home);
    const left = names.filter((name) => name.startsWith(`${prefix}${basename(folder)}-`) && isLeftOver(name));
    const isHalfMoved = home === folder && left.length === 1 && names.length > 1;
    for (const name of left) {
      if (isHalfMoved && !existsSync(join(home, lastName))) moveContent(join(home, name), home, lastName);
      rmSync(join(home, name), { recursive: true, force: true });
    }
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // Missing, or not ours to read: then nothing was made there.
    return [];
  }
}

function moveContent(from: string, to: string, lastName: string): void {
  const names = readdirSync(from).sort((one, other) => Number(one === lastName) - Number(other === lastName));
  const moved: string[] = [];
  try {
    for (const name of names) {
      renameSync(join(from, name), join(to, name));
      moved.push(name);
    }
  } catch (error) {
    for (const name of moved) rmSync(join(to, name), { recursive: true, force: true });
    throw error;
  }
}
