import { closeSync, fsyncSync, openSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const pausesMs = [50, 100, 200, 400, 800, 1_600, 3_200, 6_400, 12_800, 4_450];

/**
 * Renames a finished file over its place, and flushes the name. On Windows a virus scanner or an indexer may hold a
 * file for a moment: tried again for 30 seconds, then its error is thrown and nothing has moved.
 */
export async function moveIntoPlace(from: string, to: string, renameFile = rename): Promise<void> {
  for (const [index, ms] of [0, ...pausesMs].entries()) {
    await pause(ms);
    try {
      await renameFile(from, to);
      break;
    } catch (error) {
      if (!isHeld(error) || index === pausesMs.length) throw error;
    }
  }
  flushFolder(dirname(to));
}

function isHeld(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^(EBUSY|EPERM|EACCES)$/.test(String(error.code));
}

function flushFolder(path: string): void {
  // Windows opens no folders, and flushes names with the file.
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
