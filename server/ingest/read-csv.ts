import { Refusal } from '../refusal.ts';
import { createDecoding, findEncoding } from './decode-text.ts';
import type { FileBytes } from './file-bytes.ts';
import { decodeLegacy, type LegacyEncoding } from './legacy-text.ts';
import { limits, type Encoding, plainLayout, type ListFile, type RawRow } from './rows.ts';

/** Small enough to stay in the processor's cache, from bytes to cells; a mebibyte takes seven times as long to decode. */
const chunkBytes = 64 * 1024;
const sampleBytes = 256 * 1024;
/** Characters a record may span before its quote counts as never closed. */
const longestRecord = 4 * 1024 * 1024;

/** A csv of any of the three delimiters and six encodings, both found by content unless the encoding is given. */
export function readCsv(file: FileBytes, asked: Encoding | null): ListFile {
  const head = file.read(0, sampleBytes);
  const encoding = asked ?? findEncoding(head);
  const sample = createDecoding(encoding).decode(head, head.length === file.size);
  const delimiter = findDelimiter(sample);
  const legacy = encoding === 'tcvn3' || encoding === 'vni' ? encoding : null;
  const sheet = {
    name: '',
    isHidden: false,
    layout: () => plainLayout,
    rows: () => scanRows(decodedChunks(file, encoding), delimiter, legacy),
  };
  return { format: 'csv', encoding, delimiter, is1904: false, sheets: [sheet], activeSheet: 0, close: file.close };
}

function* decodedChunks(file: FileBytes, encoding: Encoding): Generator<string> {
  const { decode } = createDecoding(encoding);
  for (let start = 0; start < file.size; start += chunkBytes) {
    const text = decode(file.read(start, chunkBytes), start + chunkBytes >= file.size);
    yield start === 0 && text.startsWith('\ufeff') ? text.slice(1) : text;
  }
}

/** The delimiter that cuts the first rows into the most columns, counted outside quotes; a comma where none does. */
function findDelimiter(sample: string): string {
  const [, named] = /^\ufeff?sep=(.)\r?\n/i.exec(sample) ?? [];
  if (named !== undefined) return named;
  let best = ',';
  let bestScore = 0;
  for (const delimiter of [',', ';', '\t']) {
    const score = scoreDelimiter(sample, delimiter);
    if (score > bestScore) {
      best = delimiter;
      bestScore = score;
    }
  }
  return best;
}

/** Rows that share the commonest width above one column, weighed by that width. */
function scoreDelimiter(sample: string, delimiter: string): number {
  const widths = new Map<number, number>();
  let seen = 0;
  try {
    for (const { cells } of scanRows([sample], delimiter, null)) {
      if (cells.length > 1) widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1);
      seen += 1;
      if (seen === 60) break;
    }
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw cause; // a wrong delimiter may run over the limits: it scores what it has
  }
  return Math.max(0, ...Array.from(widths, ([width, count]) => count * (1 + width / 100)));
}

/** RFC 4180 with the habits of spreadsheets: any line end, quotes only at the start of a field, no final newline. */
function* scanRows(chunks: Iterable<string>, delimiter: string, legacy: LegacyEncoding | null): Generator<RawRow> {
  let rest = '';
  let row = 1;
  for (const { text, isLast } of withLast(chunks)) {
    const scan = { text: rest + text, delimiter, isLast, row };
    let at = 0;
    while (at < scan.text.length) {
      scan.row = row;
      const record = scanRecord(scan, at);
      if (record === null) break;
      at = record.next;
      const { cells } = record;
      if (cells.length > limits.columns) throw tooWide(row);
      if (!isSeparatorHint(row, cells)) yield { number: row, cells: decodeCells(cells, legacy) };
      row += 1;
    }
    rest = scan.text.slice(at);
    if (!isLast && rest.length > longestRecord) throw openQuote(row);
  }
}

/** Excel's own first line that names the delimiter. */
function isSeparatorHint(row: number, cells: readonly string[]): boolean {
  return row === 1 && (cells[0] ?? '').toLowerCase().startsWith('sep=');
}

function decodeCells(cells: string[], legacy: LegacyEncoding | null): string[] {
  return legacy === null ? cells : cells.map((cell) => decodeLegacy(cell, legacy));
}

function* withLast(chunks: Iterable<string>): Generator<{ readonly text: string; readonly isLast: boolean }> {
  for (const text of chunks) yield { text, isLast: false };
  yield { text: '', isLast: true };
}

type Scan = { readonly text: string; readonly delimiter: string; readonly isLast: boolean; readonly row: number };
type ScannedRecord = { readonly cells: string[]; readonly next: number };
type Field = { readonly text: string; readonly next: number };

/** One record from `at`, or null where the text ends inside it and more may come. */
function scanRecord(scan: Scan, at: number): ScannedRecord | null {
  return plainRecord(scan, at) ?? anyRecord(scan, at);
}

/** A record without quotes that ends with a newline inside the text, as nearly all do; null for any other. */
function plainRecord({ text, delimiter }: Scan, at: number): ScannedRecord | null {
  const stop = delimiter.charCodeAt(0);
  const cells: string[] = [];
  let start = at;
  for (let index = at; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 34) return null;
    if (code === stop) {
      cells.push(text.slice(start, index));
      start = index + 1;
    } else if (code === 10) {
      const end = text.charCodeAt(index - 1) === 13 ? index - 1 : index;
      cells.push(text.slice(start, Math.max(start, end)));
      return { cells, next: index + 1 };
    } else if (code === 13 && text.charCodeAt(index + 1) !== 10) return null;
  }
  return null;
}

function anyRecord(scan: Scan, at: number): ScannedRecord | null {
  const { text, isLast } = scan;
  const cells: string[] = [];
  let position = at;
  for (;;) {
    const field = text.charCodeAt(position) === 34 ? quotedField(scan, position) : plainField(scan, position);
    if (field === null) return null;
    cells.push(field.text);
    position = field.next;
    if (position >= text.length) return isLast ? { cells, next: position } : null;
    const code = text.charCodeAt(position);
    if (code === 10) return { cells, next: position + 1 };
    if (code === 13) return endAtReturn(scan, position, cells);
    position += 1;
  }
}

/** A carriage return ends the record; whether a newline belongs to it must be seen first. */
function endAtReturn({ text, isLast }: Scan, position: number, cells: string[]): ScannedRecord | null {
  if (position + 1 >= text.length && !isLast) return null;
  return { cells, next: position + (text.charCodeAt(position + 1) === 10 ? 2 : 1) };
}

function plainField({ text, delimiter }: Scan, start: number): Field {
  const stop = delimiter.charCodeAt(0);
  let end = start;
  while (end < text.length) {
    const code = text.charCodeAt(end);
    if (code === stop || code === 10 || code === 13) break;
    end += 1;
  }
  return { text: text.slice(start, end), next: end };
}

/** What stands between the closing quote and the next delimiter belongs to the field too. */
function quotedField(scan: Scan, start: number): Field | null {
  const { text, isLast, row } = scan;
  let value = '';
  let from = start + 1;
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote === -1 && isLast) throw openQuote(row);
    if (quote === -1 || (quote + 1 >= text.length && !isLast)) return null;
    value += text.slice(from, quote);
    if (text.charCodeAt(quote + 1) !== 34) {
      const tail = plainField(scan, quote + 1);
      return { text: value + tail.text, next: tail.next };
    }
    value += '"';
    from = quote + 2;
  }
}

function tooWide(row: number): Refusal {
  const message = `row ${row} has more than ${limits.columns} columns`;
  return new Refusal('invalid', 'ingest.too-wide', message, { row, limit: limits.columns });
}

function openQuote(row: number): Refusal {
  return new Refusal('invalid', 'ingest.open-quote', `a quote opened in row ${row} is never closed`, { row });
}
