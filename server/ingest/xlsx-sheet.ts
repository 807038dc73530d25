import { Refusal } from '../refusal.ts';
import { limits, type Cell, type Merge, type RawRow, type SheetLayout } from './rows.ts';
import { pad, serialToDate, type NumberFormat } from './xlsx-formats.ts';
import { type CellReader, scanCells } from './xlsx-row.ts';
import { richText, type SharedStrings } from './xlsx-strings.ts';
import { createElementCursor, type ElementCursor } from './xml-bytes.ts';
import { attribute, startTags, unescapeCell } from './xml-text.ts';

/** What a sheet's cells refer to. */
export type Workbook = {
  readonly strings: SharedStrings;
  readonly formats: readonly NumberFormat[];
  readonly is1904: boolean;
};

/** Rows of a worksheet part; a cell merged downwards counts in each of its rows. Source: ECMA-376 part 1, 18.3.1. */
export function* sheetRows(xml: Buffer, workbook: Workbook, merges: readonly Merge[]): Generator<RawRow> {
  const spread = createSpread(merges);
  const cursor = createElementCursor(xml, 'row');
  const readCells = createCellsReader(xml, cursor, workbook);
  let number = 0;
  while (cursor.next()) {
    number = Math.max(rowNumber(xml, cursor.start(), cursor.tagEnd()) ?? 0, number + 1);
    const cells = readCells();
    if (cells === null) return;
    if (number > limits.rows) throw tooFar('rows', number, limits.rows);
    yield { number, cells: spread(number, cells) };
  }
}

/** Digits of the attribute `r` in a start tag; null where it has none. */
function rowNumber(xml: Buffer, start: number, tagEnd: number): number | null {
  for (let at = start + 1; at < tagEnd; at += 1) {
    if (xml[at] !== 114 || xml[at + 1] !== 61 || xml[at + 2] !== 34 || (xml[at - 1] ?? 0) > 32) continue;
    return digitsAt(xml, at + 3);
  }
  return null;
}

/** The digits up to the closing quote as a number; null where there are none, or anything else. */
function digitsAt(xml: Buffer, from: number): number | null {
  let value = 0;
  let at = from;
  for (; xml[at] !== 34; at += 1) {
    const digit = (xml[at] ?? 0) - 48;
    if (digit < 0 || digit > 9) return null;
    value = value * 10 + digit;
  }
  return at === from ? null : value;
}

/** Reads the cells of the row at the cursor and goes behind it; null where the row is cut off. */
function createCellsReader(xml: Buffer, cursor: ElementCursor, workbook: Workbook): () => Cell[] | null {
  let row = createRow();
  const reader: CellReader = {
    shared: workbook.strings,
    plain: (value, style) => toNumber(value, workbook, style),
    other: (tag, inside) => toCell(tag, inside, workbook),
    put: (column, cell) => row.put(column, cell),
  };
  return () => {
    row = createRow();
    const tagEnd = cursor.tagEnd();
    const isEmpty = xml[tagEnd - 1] === 47;
    const scanned = isEmpty || cursor.hasPrefix ? null : scanCells(xml, tagEnd + 1, reader);
    if (scanned !== null) {
      cursor.skipTo(scanned);
      return row.cells;
    }
    const end = cursor.end();
    return end === null ? null : cellsOfText(xml.toString('utf8', tagEnd + 1, end), workbook);
  };
}

/** Cells in their columns; one without a column stands behind the one before. */
function createRow() {
  const cells: Cell[] = [];
  let column = -1;
  function put(stated: number | null, cell: Cell): void {
    column = stated ?? column + 1;
    if (cell === '') return;
    if (column >= limits.columns) throw tooFar('columns', column + 1, limits.columns);
    while (cells.length < column) cells.push('');
    cells[column] = cell;
  }
  return { cells, put };
}

/** The cells of a row in any spelling, between other elements and with prefixes. */
function cellsOfText(row: string, workbook: Workbook): Cell[] {
  const { cells, put } = createRow();
  for (const [, tag = '', inside = ''] of row.matchAll(/<(?:\w+:)?c(\s[^>]*?)?(?:\/>|>([\s\S]*?)<\/(?:\w+:)?c>)/g)) {
    put(columnOf(tag), inside === '' ? '' : toCell(tag, inside, workbook));
  }
  return cells;
}

/** Column from `r="AB12"`, from 0; beyond three letters there is none. */
function columnOf(tag: string): number | null {
  const at = tag.indexOf(' r="');
  if (at === -1) return null;
  let column = 0;
  for (let index = at + 4; index < at + 8; index += 1) {
    const code = tag.charCodeAt(index) & 0xdf;
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  return column === 0 ? null : column - 1;
}

const typeForm = /\st="(\w+)"/;
const styleForm = /\ss="(\d+)"/;
const valueForm = /<(?:\w+:)?v(?:\s[^>]*)?>([^<]*)</;

function toCell(tag: string, inside: string, workbook: Workbook): Cell {
  const type = typeForm.exec(tag)?.[1] ?? 'n';
  if (type === 'inlineStr') return richText(inside);
  const value = valueForm.exec(inside)?.[1] ?? '';
  if (value === '') return '';
  return type === 'n'
    ? toNumber(value, workbook, Number(styleForm.exec(tag)?.[1] ?? -1))
    : toTyped(type, value, workbook);
}

function toTyped(type: string, value: string, workbook: Workbook): Cell {
  switch (type) {
    case 's':
      return workbook.strings(Number(value));
    case 'b':
      return value === '1' ? 'true' : 'false';
    case 'e':
      return { kind: 'error', text: unescapeCell(value) };
    case 'd':
      return isoDate(value);
    default:
      return unescapeCell(value);
  }
}

function isoDate(value: string): Cell {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})/.exec(value) ?? [];
  return year && month && day ? { kind: 'date', text: `${day}/${month}/${year}` } : unescapeCell(value);
}

function toNumber(value: string, workbook: Workbook, style: number): Cell {
  const text = plainNumber(value);
  const format = workbook.formats[style];
  if (format === undefined || format.kind === 'plain') return text;
  if (format.kind === 'date') {
    const date = serialToDate(Number(value), workbook.is1904);
    return date === null ? text : { kind: 'date', text: date };
  }
  if (!/^\d+$/.test(text)) return text;
  const shown = pad(text, format);
  return shown === text ? text : { kind: 'padded', text: shown, bare: text };
}

/** `12345.0` and `1.2345E4` as `12345`; what is no number stays as it is. */
function plainNumber(value: string): string {
  if (/^-?\d{1,15}$/.test(value)) return value;
  const number = Number(value);
  return Number.isFinite(number) ? String(number) : unescapeCell(value);
}

/** Sets the value of a cell merged over several rows into the rows below its first. */
function createSpread(merges: readonly Merge[]) {
  const starts = new Map<number, Merge[]>();
  for (const merge of merges) {
    if (merge.bottom > merge.top) starts.set(merge.top, [...(starts.get(merge.top) ?? []), merge]);
  }
  const open = new Map<number, { readonly bottom: number; readonly cell: Cell }>();
  return (number: number, cells: Cell[]): Cell[] => {
    for (const [column, { bottom, cell }] of open) {
      if (number > bottom) open.delete(column);
      else if ((cells[column] ?? '') === '') {
        while (cells.length < column) cells.push('');
        cells[column] = cell;
      }
    }
    for (const { left, bottom } of starts.get(number) ?? []) {
      const cell = cells[left];
      if (cell !== undefined && cell !== '') open.set(left, { bottom, cell });
    }
    return cells;
  };
}

const mostMerges = 50_000;

/** Hidden columns and merged blocks of a worksheet part; what lies beyond the column limit is passed over. */
export function readLayout(xml: Buffer): SheetLayout {
  const data = xml.indexOf('sheetData');
  const before = xml.toString('utf8', 0, data === -1 ? 0 : data);
  const after = xml.toString('utf8', Math.max(0, xml.lastIndexOf('sheetData>')));
  return { hiddenColumns: readHidden(before), merges: readMerges(after) };
}

function readHidden(xml: string): ReadonlySet<number> {
  const hidden = new Set<number>();
  for (const tag of startTags(xml, 'col')) {
    if (!/^(1|true)$/.test(attribute(tag, 'hidden') ?? '')) continue;
    const last = Math.min(Number(attribute(tag, 'max')), limits.columns);
    for (let column = Number(attribute(tag, 'min')); column <= last; column += 1) hidden.add(column - 1);
  }
  return hidden;
}

function readMerges(xml: string): readonly Merge[] {
  const merges: Merge[] = [];
  for (const tag of startTags(xml, 'mergeCell')) {
    const merge = toMerge(attribute(tag, 'ref') ?? '');
    if (merge !== null && merge.left < limits.columns) merges.push(merge);
    if (merges.length === mostMerges) break;
  }
  return merges;
}

function toMerge(reference: string): Merge | null {
  const [, left, top, right, bottom] = /^\$?([A-Z]{1,3})\$?(\d+):\$?([A-Z]{1,3})\$?(\d+)$/.exec(reference) ?? [];
  if (!left || !right) return null;
  const column = (letters: string) => columnOf(` r="${letters}"`) ?? 0;
  return { left: column(left), top: Number(top), right: column(right), bottom: Number(bottom) };
}

function tooFar(what: string, found: number, limit: number): Refusal {
  const message = `the sheet is too large (${what}: ${found}, limit ${limit}); save it as CSV`;
  return new Refusal('invalid', 'ingest.workbook-limit', message, { what, found, limit });
}
