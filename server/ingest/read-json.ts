import { Refusal } from '../refusal.ts';
import { createDecoding, findEncoding } from './decode-text.ts';
import type { FileBytes } from './file-bytes.ts';
import { limits, plainLayout, type Cell, type Encoding, type ListFile, type RawRow } from './rows.ts';

const wrappers = ['records', 'data', 'students', 'rows'];

/** A list of objects (or of lists, the first being the head), plain or under one of four names. Row 1 is the head. */
export function readJson(file: FileBytes, asked: Encoding | null): ListFile {
  const bytes = file.read(0, file.size);
  const encoding = asked ?? findEncoding(bytes);
  const list = findList(
    parse(
      createDecoding(encoding)
        .decode(bytes, true)
        .replace(/^\ufeff/, ''),
    ),
  );
  const rows = () => (list.every(Array.isArray) ? listRows(list) : objectRows(list));
  const sheet = { name: '', isHidden: false, layout: () => plainLayout, rows };
  return {
    format: 'json',
    encoding,
    delimiter: null,
    is1904: false,
    sheets: [sheet],
    activeSheet: 0,
    close: file.close,
  };
}

/** Numbers stay as they are written: `007` is no JSON, but `12345678901234567890` and `1.50` keep their digits. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text, (_key, value: unknown, context?: { source?: string }) =>
      typeof value === 'number' ? (context?.source ?? String(value)) : value,
    );
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    const line = lineOfFault(text, cause.message);
    throw new Refusal('invalid', 'ingest.bad-json', `not valid JSON: ${cause.message} (line ${line})`, { line });
  }
}

/** The parser tells the place, or shows what stands around it; where it does neither, the text broke off at its end. */
function lineOfFault(text: string, why: string): number {
  const [, position] = /at position (\d+)/.exec(why) ?? [];
  const [, around] = /, (?:\.\.\.)?"(.*?)"(?:\.\.\.)? is not valid JSON$/s.exec(why) ?? [];
  const shown = around === undefined ? -1 : text.indexOf(around);
  const at = position !== undefined ? Number(position) : shown >= 0 ? shown + (around ?? '').length / 2 : text.length;
  return text.slice(0, at).split('\n').length;
}

function findList(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (typeof value === 'object' && value !== null) {
    const members = new Map<string, unknown>(Object.entries(value));
    for (const name of wrappers) {
      const list = members.get(name);
      if (Array.isArray(list)) return list;
    }
  }
  const message = `expected a list, or an object with a list under ${wrappers.join(', ')}`;
  throw new Refusal('invalid', 'ingest.json-shape', message, { names: wrappers });
}

function* listRows(list: readonly unknown[]): Generator<RawRow> {
  for (const [index, item] of list.entries()) {
    yield { number: index + 1, cells: Array.isArray(item) ? item.map(toCell) : [] };
  }
}

function* objectRows(list: readonly unknown[]): Generator<RawRow> {
  const places = new Map<string, number>();
  for (const item of list) {
    for (const name of Object.keys(asObject(item))) if (!places.has(name)) places.set(name, places.size);
  }
  if (places.size > limits.columns) {
    const message = `the list has more than ${limits.columns} columns`;
    throw new Refusal('invalid', 'ingest.too-wide', message, { row: 1, limit: limits.columns });
  }
  yield { number: 1, cells: Array.from(places.keys()) };
  for (const [index, item] of list.entries()) {
    const cells: Cell[] = Array.from({ length: places.size }, () => '');
    for (const [name, value] of Object.entries(asObject(item))) cells[places.get(name) ?? 0] = toCell(value);
    yield { number: index + 2, cells };
  }
}

function asObject(item: unknown): object {
  return typeof item === 'object' && item !== null ? item : {};
}

function toCell(value: unknown): Cell {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  return { kind: 'error', text: JSON.stringify(value).slice(0, 200) };
}
