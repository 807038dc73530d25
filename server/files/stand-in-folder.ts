import { lstatSync, mkdirSync, readdirSync, readlinkSync, rmdirSync, rmSync, symlinkSync, unlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isMissingOrEmpty } from './make-folder.ts';

/** Where a folder that only stands for another leads to; null where it is one itself, or nothing. */
export function leadsTo(folder: string): string | null {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  return found?.isSymbolicLink() ? readlinkSync(folder) : null;
}

/** Takes away what stands for another folder; that one is not touched. */
export function removeStandIn(folder: string): void {
  if (leadsTo(folder) !== null) unlinkSync(folder);
}

/**
 * Lets `folder`, which is missing, empty or a stand-in, stand for `target` (absolute): whoever opens it is in `target`.
 * On Windows a junction, which needs no rights of an administrator. Throws where `folder` holds something.
 */
export function makeStandIn(folder: string, target: string): void {
  removeStandIn(folder);
  if (!isMissingOrEmpty(folder)) throw new Error(`${folder} is not empty`);
  if (lstatSync(folder, { throwIfNoEntry: false })) {
    for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
    rmdirSync(folder);
  }
  mkdirSync(dirname(folder), { recursive: true });
  symlinkSync(target, folder, 'junction');
}
