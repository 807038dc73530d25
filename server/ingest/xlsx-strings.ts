import { createElementCursor, standsAt } from './xml-bytes.ts';
import { unescapeCell } from './xml-text.ts';

/** The shared string of that number; empty where there is none. */
export type SharedStrings = (index: number) => string;

/**
 * The shared strings of a workbook. They stay bytes: most are wanted once, by one cell, and those wanted again are kept
 * from then on. Rich runs are joined, reading aids (`rPh`) left out.
 */
export function readSharedStrings(xml: Buffer): SharedStrings {
  const places = findPlaces(xml);
  const count = places.length / 2;
  const wasAsked = new Uint8Array(count);
  const kept: (string | undefined)[] = Array.from({ length: count });
  return (index) => {
    const known = kept[index];
    if (known !== undefined) return known;
    const [start = 0, end = 0] = [places[index * 2], places[index * 2 + 1]];
    const text = plainText(xml, start, end) ?? richText(xml.toString('utf8', start, end));
    if (wasAsked[index] === 1) kept[index] = text;
    wasAsked[index] = 1;
    return text;
  };
}

/** Where each string item starts and ends. */
function findPlaces(xml: Buffer): Uint32Array {
  const cursor = createElementCursor(xml, 'si');
  let places = new Uint32Array(1 << 12);
  let length = 0;
  while (cursor.next()) {
    const end = cursor.end();
    if (end === null) break;
    if (length === places.length) {
      const larger = new Uint32Array(places.length * 2);
      larger.set(places);
      places = larger;
    }
    places[length] = cursor.start();
    places[length + 1] = end;
    length += 2;
  }
  return places.subarray(0, length);
}

const plainHead = Buffer.from('<si><t');
const plainTail = Buffer.from('</t></si>');

/** The text of an item that is one text without entities, as nearly all are; null for any other. */
function plainText(xml: Buffer, start: number, end: number): string | null {
  if (!standsAt(xml, start, plainHead)) return null;
  let from = start + plainHead.length;
  if (xml[from] !== 62 && xml[from] !== 32) return null;
  while (from < end && xml[from] !== 62) from += 1;
  from += 1;
  const to = end - plainTail.length;
  if (from > to || !standsAt(xml, to, plainTail)) return null;
  return isBare(xml, from, to) ? xml.toString('utf8', from, to) : null;
}

/** `<` begins another run, `&` an entity, `_` may escape a character. */
function isBare(xml: Buffer, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    const byte = xml[at];
    if (byte === 60 || byte === 38 || byte === 95) return false;
  }
  return true;
}

/** All `<t>` of one string item, whatever their prefix. Source: ECMA-376 part 1, 18.4.8 (si). */
export function richText(item: string): string {
  const spoken = item.includes('rPh') ? item.replace(/<(?:\w+:)?rPh[\s>][\s\S]*?<\/(?:\w+:)?rPh>/g, '') : item;
  let text = '';
  for (const [, part] of spoken.matchAll(/<(?:\w+:)?t(?:\s[^>]*)?>([^<]*)</g)) text += part ?? '';
  return unescapeCell(text);
}
