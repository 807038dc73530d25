import { crc32, inflateRawSync } from 'node:zlib';
import { Refusal } from '../refusal.ts';
import type { FileBytes } from './file-bytes.ts';
import { limits } from './rows.ts';

type ZipEntry = {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packedBytes: number;
  readonly bytes: number;
  readonly offset: number;
};

/** The parts of a zip by name. `read` inflates one whole part, never beyond the size its directory entry states. */
export type ZipParts = { readonly names: ReadonlySet<string>; readonly read: (name: string) => Buffer | null };

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;
const isUnset = (value: number) => value === 0xffffffff;

/**
 * Reads and judges the central directory before a byte is inflated: number of entries, sizes, ratio, passwords.
 * Source: PKWARE APPNOTE 6.3.10 sections 4.3 and 4.5.3.
 */
export function openZip(file: FileBytes): ZipParts {
  const entries = new Map(readDirectory(file).map((entry) => [entry.name, entry]));
  const read = (name: string): Buffer | null => {
    const entry = entries.get(name);
    return entry === undefined ? null : inflate(file, entry);
  };
  return { names: new Set(entries.keys()), read };
}

function readDirectory(file: FileBytes): ZipEntry[] {
  const tailStart = Math.max(0, file.size - 66_000);
  const tail = file.read(tailStart, 66_000);
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end === -1 || end + 22 > tail.length) throw broken('no directory');
  const count = tail.readUInt16LE(end + 10);
  const size = tail.readUInt32LE(end + 12);
  const start = tail.readUInt32LE(end + 16);
  if (tail.readUInt32LE(end) !== endSignature || start + size > file.size) throw broken('directory cut off');
  if (count > limits.zipEntries) throw tooMuch('entries', count, limits.zipEntries);
  return readEntries(file.read(start, size), count);
}

function readEntries(directory: Buffer, count: number): ZipEntry[] {
  const entries: ZipEntry[] = [];
  let at = 0;
  let unpacked = 0;
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== entrySignature)
      throw broken('bad directory entry');
    const next = at + 46 + [28, 30, 32].reduce((sum, field) => sum + directory.readUInt16LE(at + field), 0);
    if (next > directory.length) throw broken('bad directory entry');
    const entry = toEntry(directory, at);
    unpacked += entry.bytes;
    judge(entry, unpacked);
    entries.push(entry);
    at = next;
  }
  return entries;
}

function toEntry(directory: Buffer, at: number): ZipEntry {
  if ((directory.readUInt16LE(at + 8) & 1) === 1) throw passworded();
  const nameLength = directory.readUInt16LE(at + 28);
  const nameEnd = at + 46 + nameLength;
  const wide = wideSizes(directory.subarray(nameEnd, nameEnd + directory.readUInt16LE(at + 30)));
  const pick = (value: number) => (isUnset(value) ? (wide.shift() ?? value) : value);
  const bytes = pick(directory.readUInt32LE(at + 24));
  const packedBytes = pick(directory.readUInt32LE(at + 20));
  const offset = pick(directory.readUInt32LE(at + 42));
  return {
    name: directory.toString('utf8', at + 46, nameEnd),
    method: directory.readUInt16LE(at + 10),
    crc: directory.readUInt32LE(at + 16),
    packedBytes,
    bytes,
    offset,
  };
}

/** The 64-bit sizes of the extra field 0x0001, in the order in which the short ones are unset. */
function wideSizes(extra: Buffer): number[] {
  let at = 0;
  while (at + 4 <= extra.length) {
    const length = extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === 1) {
      const field = extra.subarray(at + 4, at + 4 + length);
      return Array.from({ length: Math.min(3, Math.floor(field.length / 8)) }, (_, index) =>
        Number(field.readBigUInt64LE(index * 8)),
      );
    }
    at += 4 + length;
  }
  return [];
}

function judge({ bytes, packedBytes }: ZipEntry, unpacked: number): void {
  if (bytes > limits.partBytes) throw tooMuch('part', bytes, limits.partBytes);
  if (unpacked > limits.unpackedBytes) throw tooMuch('unpacked', unpacked, limits.unpackedBytes);
  const ratio = Math.round(bytes / Math.max(1, packedBytes));
  if (bytes > limits.ratioFromBytes && ratio > limits.ratio) throw tooMuch('ratio', ratio, limits.ratio);
}

function inflate(file: FileBytes, { method, crc, packedBytes, bytes, offset }: ZipEntry): Buffer {
  const head = file.read(offset, 30);
  if (head.length < 30 || head.readUInt32LE(0) !== localSignature) throw broken('bad part');
  const packed = file.read(offset + 30 + head.readUInt16LE(26) + head.readUInt16LE(28), packedBytes);
  if (packed.length !== packedBytes) throw broken('part cut off');
  const content = method === 0 ? packed : method === 8 ? inflateWithin(packed, bytes) : null;
  if (content === null) throw broken(`compression method ${method}`);
  if (content.length !== bytes || crc32(content) !== crc) throw broken('a part is not what the directory says');
  return content;
}

/** One output buffer of the stated size: a part that holds more than it says ends there, before the memory is used. */
function inflateWithin(packed: Buffer, bytes: number): Buffer {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, bytes), chunkSize: Math.max(64, bytes + 1) });
  } catch (cause) {
    throw broken(cause instanceof Error ? cause.message : 'cannot be unpacked');
  }
}

function broken(why: string): Refusal {
  return new Refusal('invalid', 'ingest.broken-zip', `the workbook is damaged: ${why}`, { why });
}

export function passworded(): Refusal {
  return new Refusal('invalid', 'ingest.password', 'the workbook is protected by a password');
}

function tooMuch(what: string, found: number, limit: number): Refusal {
  const message = `the workbook is too large (${what}: ${found}, limit ${limit}); save it as CSV`;
  return new Refusal('invalid', 'ingest.workbook-limit', message, { what, found, limit });
}
