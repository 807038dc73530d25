import { isUtf8 as isWholeUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { Refusal } from '../refusal.ts';
import type { Encoding } from './rows.ts';
import { decodeLegacy } from './legacy-text.ts';
import { countSyllables } from './vietnamese-words.ts';

/** Turns the bytes of a text file into characters, chunk by chunk. Old letters (TCVN3, VNI) stay Latin-1 until a cell is whole. */
export type TextDecoding = {
  readonly encoding: Encoding;
  readonly decode: (bytes: Uint8Array, isLast: boolean) => string;
};

/**
 * The encoding of a text file by its first bytes: byte order mark, zero bytes of UTF-16, valid UTF-8, else the best of
 * the three one-byte encodings by how many words come out Vietnamese.
 */
export function findEncoding(head: Uint8Array): Encoding {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return byZeroBytes(head) ?? (isUtf8(head) ? 'utf-8' : bySyllables(head));
}

function byZeroBytes(head: Uint8Array): Encoding | null {
  const zeros = [0, 0];
  const end = Math.min(head.length, 4096);
  for (let index = 0; index < end; index += 1) if (head[index] === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (even + odd < end / 8) return null;
  return odd > even ? 'utf-16le' : 'utf-16be';
}

/** A character cut by the end of the sample does not count against UTF-8. */
function isUtf8(head: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false; // the decoder throws on the first impossible byte: that is the answer, not a fault
  }
}

function bySyllables(head: Uint8Array): Encoding {
  const latin = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1');
  const lines = latin.split(/[\r\n]+/);
  const tried: readonly (readonly [Encoding, readonly string[]])[] = [
    ['windows-1258', [iconv.decode(Buffer.from(head), 'windows-1258')]],
    ['tcvn3', lines.map((line) => decodeLegacy(line, 'tcvn3'))],
    ['vni', lines.map((line) => decodeLegacy(line, 'vni'))],
  ];
  const scored = tried.map(([encoding, texts]) => {
    const { good, total } = countSyllables(texts);
    return { encoding, share: total === 0 ? 0 : good / total };
  });
  return scored.reduce((best, next) => (next.share > best.share ? next : best)).encoding;
}

/** A decoder for one pass over the file. Refuses UTF-8 and UTF-16 that break off or hold impossible bytes. */
export function createDecoding(encoding: Encoding): TextDecoding {
  if (encoding === 'windows-1258') {
    const decoder = iconv.getDecoder('windows-1258');
    return { encoding, decode: (bytes) => decoder.write(Buffer.from(bytes)) };
  }
  if (encoding === 'tcvn3' || encoding === 'vni') {
    const asLatin1 = (bytes: Uint8Array) =>
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
    return { encoding, decode: asLatin1 };
  }
  if (encoding === 'utf-8') return { encoding, decode: createUtf8Decode() };
  const decoder = new TextDecoder(encoding, { fatal: true });
  const decode = (bytes: Uint8Array, isLast: boolean): string => {
    try {
      return decoder.decode(bytes, { stream: !isLast });
    } catch (cause) {
      if (!(cause instanceof TypeError)) throw cause;
      throw notValid(encoding);
    }
  };
  return { encoding, decode };
}

/** Whole characters at a time: a decoder that is told of more to come takes a path ten times slower. */
function createUtf8Decode(): TextDecoding['decode'] {
  let rest: Uint8Array = new Uint8Array(0);
  let isFirst = true;
  return (bytes, isLast) => {
    const all = Buffer.concat([rest, bytes]);
    const end = isLast ? all.length : endOfWhole(all);
    const whole = all.subarray(0, end);
    rest = all.subarray(end);
    if (!isWholeUtf8(whole)) throw notValid('utf-8');
    const text = whole.toString('utf8');
    const hasMark = isFirst && text.startsWith('\ufeff');
    isFirst &&= end === 0;
    return hasMark ? text.slice(1) : text;
  };
}

/** Where the last character that may go on begins, at most three bytes before the end. Source: RFC 3629 section 3. */
function endOfWhole(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return length > back ? bytes.length - back : bytes.length;
    }
  }
  return bytes.length;
}

function notValid(encoding: Encoding): Refusal {
  return new Refusal('invalid', 'ingest.encoding', `the file is not valid ${encoding}`, { encoding });
}
