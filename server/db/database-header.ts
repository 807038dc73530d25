import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';

export type DatabaseHeader = { readonly userVersion: number; readonly isWal: boolean };

const magic = 'SQLite format 3\0';
const userVersionAt = 60;
const writeVersionAt = 18;
const walHeaderBytes = 32;
const frameHeaderBytes = 24;

/**
 * What the file says of itself, read as plain bytes: even a read-only connection would leave -wal and -shm files
 * behind, and a folder of a newer program must not be touched at all. Null where it is no SQLite database.
 * Source: SQLite file format, sections 1.3 and 4.
 */
export function readDatabaseHeader(path: string): DatabaseHeader | null {
  const header = readAt(path, 0, 100);
  if (header?.toString('latin1', 0, 16) !== magic) return null;
  return {
    userVersion: newestInWal(`${path}-wal`) ?? header.readInt32BE(userVersionAt),
    isWal: header[writeVersionAt] === 2,
  };
}

/** `user_version` of the last committed first page in the -wal; null where there is none. */
function newestInWal(path: string): number | null {
  if (!existsSync(path)) return null;
  const file = openSync(path, 'r');
  try {
    const size = fstatSync(file).size;
    const wal = Buffer.alloc(walHeaderBytes);
    if (readSync(file, wal, 0, walHeaderBytes, 0) < walHeaderBytes) return null;
    const step = frameHeaderBytes + wal.readUInt32BE(8);
    const frame = Buffer.alloc(frameHeaderBytes);
    let committed: number | null = null;
    let pending: number | null = null;
    for (let at = walHeaderBytes; at + step <= size; at += step) {
      readSync(file, frame, 0, frameHeaderBytes, at);
      if (!frame.subarray(8, 16).equals(wal.subarray(16, 24))) break;
      if (frame.readUInt32BE(0) === 1) pending = readInt32At(file, at + frameHeaderBytes + userVersionAt);
      if (frame.readUInt32BE(4) !== 0) committed = pending ?? committed;
    }
    return committed;
  } finally {
    closeSync(file);
  }
}

function readInt32At(file: number, position: number): number {
  const bytes = Buffer.alloc(4);
  readSync(file, bytes, 0, 4, position);
  return bytes.readInt32BE(0);
}

function readAt(path: string, position: number, length: number): Buffer | null {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(length);
    return readSync(file, bytes, 0, length, position) === length ? bytes : null;
  } finally {
    closeSync(file);
  }
}
