import type { Database } from './open-database.ts';
import { digestOfText, digestPlaces, digestPrefix } from './record-digests.ts';
import type { TextRows } from './text-rows.ts';

/**
 * As `createDigestOf` over `createDigestText`, for rows whose texts are bytes already: none is written in UTF-8 twice.
 * `values` are the texts of the row that was added last to `rows`.
 */
export function createRowDigestOf(db: Database, table: string, columns: readonly string[]) {
  const prefix = Buffer.from(`${digestPrefix(db)}${table}\0`);
  const places = digestPlaces(columns).map(({ at, head }) => ({ column: at, head: Buffer.from(head) }));
  let text = startedWith(prefix, 1 << 12);

  return (values: readonly string[], { bytes, starts, ends }: TextRows['last']): string => {
    const source = bytes();
    let at = prefix.length;
    for (const { column, head } of places) {
      const characters = values[column]?.length ?? 0;
      if (characters === 0) continue;
      const [start = 0, end = 0] = [starts[column], ends[column]];
      const room = at + head.length + mostDigits + end - start;
      if (room > text.length) text = startedWith(text.subarray(0, at), room * 2);
      at = copyBytes({ from: head, start: 0, end: head.length }, text, at);
      at = writeLength(characters, text, at);
      at = copyBytes({ from: source, start, end }, text, at);
    }
    return digestOfText(text.subarray(0, at));
  };
}

/** Of a length, with the mark behind it. */
const mostDigits = 12;
const zero = 48;
const colon = 58;

function startedWith(start: Buffer, size: number): Buffer {
  const text = Buffer.allocUnsafe(size);
  start.copy(text);
  return text;
}

type Span = { readonly from: Buffer; readonly start: number; readonly end: number };

/** A loop: the texts are a few bytes long, and a call out costs more. */
function copyBytes({ from, start, end }: Span, to: Buffer, at: number): number {
  const shift = at - start;
  for (let index = start; index < end; index += 1) to[index + shift] = from[index] ?? 0;
  return end + shift;
}

function writeLength(length: number, to: Buffer, at: number): number {
  const end = length < 10 ? at + 1 : length < 100 ? at + 2 : at + to.write(String(length), at, 'latin1');
  if (length < 100) {
    if (length >= 10) to[at] = zero + Math.floor(length / 10);
    to[end - 1] = zero + (length % 10);
  }
  to[end] = colon;
  return end + 1;
}
