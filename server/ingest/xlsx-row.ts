import type { Cell } from './rows.ts';
import { standsAt } from './xml-bytes.ts';

/** What a scanned cell says, before it is known what its number, its string or its style means. */
export type CellReader = {
  /** A shared string by its number. */
  readonly shared: (index: number) => Cell;
  /** A value without a type, and the number of its style; -1 for none. */
  readonly plain: (value: string, style: number) => Cell;
  /** Any other cell, as text: its start tag's attributes, and what stands inside. */
  readonly other: (tag: string, inside: string) => Cell;
  readonly put: (column: number | null, cell: Cell) => void;
};

const openCell = Buffer.from('<c');
const openValue = Buffer.from('<v>');
const closeBoth = Buffer.from('</v></c>');
const closeCell = Buffer.from('</c>');
const closeRow = Buffer.from('</row>');

/**
 * Reads the cells of a row from its bytes, from behind its start tag, as nearly every program writes them: no prefixes,
 * nothing between the cells. Gives where the row ends, or null for a row that must be read as text instead.
 */
export function scanCells(xml: Buffer, from: number, reader: CellReader): number | null {
  const head: CellHead = { column: null, style: -1, type: 0, end: 0 };
  let at = from;
  for (;;) {
    while ((xml[at] ?? 33) <= 32) at += 1;
    if (standsAt(xml, at, closeRow)) return at + closeRow.length;
    if (!standsAt(xml, at, openCell) || !readHead(xml, at + openCell.length, head)) return null;
    const next = scanInside(xml, at, head, reader);
    if (next === null) return null;
    at = next;
  }
}

/** `end`: behind the `>`. `type`: the letter of a type of one letter, 0 for none, -1 for a longer one. */
type CellHead = { column: number | null; style: number; type: number; end: number };

/** The attributes r, s and t of a cell; false for a tag with anything else. */
function readHead(xml: Buffer, from: number, head: CellHead): boolean {
  head.column = null;
  head.style = -1;
  head.type = 0;
  let at = from;
  while (xml[at] === 32) {
    const name = xml[at + 1];
    if (xml[at + 2] !== 61 || xml[at + 3] !== quote) return false;
    const start = at + 4;
    at = placeOf(xml, quote, start);
    if (name === letters.r) head.column = columnAt(xml, start);
    else if (name === letters.s) head.style = numberAt(xml, start, at);
    else if (name === letters.t) head.type = typeAt(xml, start, at);
    else return false;
    at += 1;
  }
  head.end = at + 1;
  return endsTag(xml, at);
}

function typeAt(xml: Buffer, start: number, end: number): number {
  return end === start + 1 ? (xml[start] ?? 0) : -1;
}

/** `>` or `/>`. */
function endsTag(xml: Buffer, at: number): boolean {
  return xml[at] === 62 || (xml[at] === 47 && xml[at + 1] === 62);
}

type Span = { readonly from: number; readonly to: number };

const quote = 34;
const lessThan = 60;
const letters = { n: 110, r: 114, s: 115, t: 116 };

/** Reads what stands behind the start tag; gives where the cell ends, null where that is not to be seen. */
function scanInside(xml: Buffer, start: number, head: CellHead, reader: CellReader): number | null {
  if (xml[head.end - 1] === 47) {
    reader.put(head.column, '');
    return head.end + 1;
  }
  const from = head.end + openValue.length;
  const isPlain = head.type === 0 || head.type === letters.n || head.type === letters.s;
  if (isPlain && standsAt(xml, head.end, openValue)) {
    const to = placeOf(xml, lessThan, from);
    if (standsAt(xml, to, closeBoth)) {
      reader.put(head.column, valueOf(xml, { from, to }, head, reader));
      return to + closeBoth.length;
    }
  }
  const end = xml.indexOf(closeCell, head.end);
  if (end === -1) return null;
  const tag = xml.toString('utf8', start + openCell.length, head.end - 1);
  reader.put(head.column, reader.other(tag, xml.toString('utf8', head.end, end)));
  return end + closeCell.length;
}

function valueOf(xml: Buffer, { from, to }: Span, { type, style }: CellHead, reader: CellReader): Cell {
  if (from === to) return '';
  if (type !== letters.s) return reader.plain(xml.toString('utf8', from, to), style);
  const index = numberAt(xml, from, to);
  return reader.shared(index === -1 ? Number(xml.toString('utf8', from, to)) : index);
}

/** The next place of a byte, or the end. A loop: most are a few bytes away, and a call out costs more. */
function placeOf(xml: Buffer, byte: number, from: number): number {
  let at = from;
  while (at < xml.length && xml[at] !== byte) at += 1;
  return at;
}

/** Digits as a number, up to nine of them; -1 for anything else. */
function numberAt(xml: Buffer, from: number, to: number): number {
  if (to - from > 9 || from === to) return -1;
  let value = 0;
  for (let at = from; at < to; at += 1) {
    const digit = (xml[at] ?? 0) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/** Column from `AB12`, from 0; beyond four letters they are cut. */
function columnAt(xml: Buffer, from: number): number | null {
  let column = 0;
  for (let at = from; at < from + 4; at += 1) {
    const code = (xml[at] ?? 0) & 0xdf;
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  return column === 0 ? null : column - 1;
}
