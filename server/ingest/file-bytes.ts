import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { Refusal } from '../refusal.ts';

/** A list file on disk, read in pieces at given places. Close it. */
export type FileBytes = {
  readonly path: string;
  readonly size: number;
  /** Up to `length` bytes from `start`; fewer only at the end of the file. */
  readonly read: (start: number, length: number) => Buffer;
  readonly close: () => void;
};

export function openFileBytes(path: string): FileBytes {
  const handle = openOrRefuse(path);
  const status = fstatSync(handle);
  if (!status.isFile()) {
    closeSync(handle);
    throw new Refusal('invalid', 'ingest.not-a-file', `not a file: ${path}`, { path });
  }
  const read = (start: number, length: number): Buffer => {
    const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(length, status.size - start)));
    let filled = 0;
    while (filled < bytes.length) {
      const got = readSync(handle, bytes, filled, bytes.length - filled, start + filled);
      if (got === 0) break;
      filled += got;
    }
    return bytes.subarray(0, filled);
  };
  return { path, size: status.size, read, close: () => closeSync(handle) };
}

function openOrRefuse(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    if (code === 'ENOENT') throw new Refusal('not-found', 'ingest.no-file', `list file not found: ${path}`, { path });
    throw new Refusal('invalid', 'ingest.unreadable', `list file cannot be read: ${path} (${code})`, { path, code });
  }
}
