import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { chmod, copyFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Refusal } from '../refusal.ts';
import type { UploadedFile } from '../uploaded-file.ts';
import { limits } from './rows.ts';

const offeredMost = 20;

export type OfferedLists = ReturnType<typeof createOfferedLists>;

/**
 * Lists of this PC that the desktop program was told to import. The import page takes each of them once, by an id that
 * nobody can guess, as who is signed in there.
 */
export function createOfferedLists() {
  const paths = new Map<string, string>();

  function offer(path: string): string {
    const id = randomUUID();
    paths.set(id, path);
    for (const old of [...paths.keys()].slice(0, -offeredMost)) paths.delete(old);
    return id;
  }

  /** Refuses `import.unknown`; its `saveTo` refuses an empty file, and one that is too large. */
  function take(id: string): UploadedFile {
    const path = paths.get(id);
    if (path === undefined) throw new Refusal('not-found', 'import.unknown', 'no such upload; drop the file again');
    paths.delete(id);
    return { name: basename(path).normalize('NFC'), saveTo: (to) => copy(path, to) };
  }

  return { offer, take };
}

async function copy(path: string, to: string): Promise<number> {
  const { size } = await stat(path);
  if (size === 0) throw new Refusal('invalid', 'request.empty', 'the file is empty');
  if (size > limits.csvBytes) {
    throw new Refusal('too-large', 'request.too-large', 'request body is too large', { limit: limits.csvBytes });
  }
  await copyFile(path, to, constants.COPYFILE_EXCL);
  await chmod(to, 0o600);
  return size;
}
