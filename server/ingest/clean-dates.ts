import type { Cell } from './rows.ts';
import type { Finding, FindingCode } from './ingest.contract.ts';
import { cleanText } from './clean-text.ts';
import { serialToDate } from './xlsx-formats.ts';

export type DateOrder = 'dmy' | 'mdy';

/**
 * A date of birth as read. `text` is what is stored. `how`: as it stood, put in order, a real date cell, a serial number,
 * swapped back; or what it is instead of a whole date.
 */
export type ReadDate = {
  readonly text: string;
  readonly how:
    'empty' | 'as-is' | 'ordered' | 'cell' | 'serial' | 'swapped' | 'year' | 'short-year' | 'century' | 'unreadable';
  /** What the order of day and month can be told from: real or text, and which of its first two numbers exceeds 12. */
  readonly evidence: 'cell-low' | 'cell-high' | 'text-low' | 'text-day-first' | 'text-month-first' | null;
};

export type DateReading = {
  readonly order: DateOrder;
  readonly is1904: boolean;
  /** Years of two digits are taken; else they are told apart as `short-year` and kept as they stand. */
  readonly shortYears: boolean;
  /** Such years up to this one (0 to 99) are of this century, others of the last. */
  readonly latestShortYear: number;
};

export function readDate(cell: Cell, reading: DateReading): ReadDate {
  if (typeof cell !== 'string' && cell.kind === 'date') return readDateCell(cell.text, reading.order);
  const text = cleanText(typeof cell === 'string' ? cell : cell.text);
  if (text.length === 10) {
    const plain = readPlainDate(text, reading.order);
    if (plain !== null) return plain;
  }
  if (text === '') return { text, how: 'empty', evidence: null };
  if (/^(19|20)\d{2}$/.test(text)) return { text, how: 'year', evidence: null };
  if (/^(\d{2}|[1-9])$/.test(text)) return readShortYear(text, reading);
  if (/^\d{5}(\.\d+)?$/.test(text)) return readSerial(text, reading.is1904);
  return readParts(text, reading);
}

/** The commonest form by hand, `DD/MM/YYYY` or `DD-MM-YYYY` of a day that is on every month's sheet; null for all else. */
function readPlainDate(text: string, order: DateOrder): ReadDate | null {
  const mark = text.charCodeAt(2);
  if (order !== 'dmy' || (mark !== 47 && mark !== 45) || text.charCodeAt(5) !== mark) return null;
  const [day, month, year] = [digitsAt(text, 0, 2), digitsAt(text, 3, 2), digitsAt(text, 6, 4)];
  const isDay = day >= 1 && day <= 28 && month >= 1 && month <= 12;
  return isDay && isYear(year) ? { text, how: 'as-is', evidence: evidenceOf(day, month) } : null;
}

function isYear(year: number): boolean {
  return year >= 1900 && year <= 2100;
}

/** NaN where one of them is no digit. */
function digitsAt(text: string, start: number, length: number): number {
  let value = 0;
  for (let index = start; index < start + length; index += 1) {
    const digit = text.charCodeAt(index) - 48;
    value = digit >= 0 && digit <= 9 ? value * 10 + digit : NaN;
  }
  return value;
}

/** The three cells day, month, year as one text; a year alone stays one. */
export function joinDate(cells: readonly string[]): string {
  const [day = '', month = '', year = ''] = cells.map(cleanText);
  return day === '' && month === '' ? year : `${day}/${month}/${year}`;
}

function readDateCell(text: string, order: DateOrder): ReadDate {
  const [day = '', month = '', year = ''] = text.split('/');
  if (Number(day) > 12) return { text, how: 'cell', evidence: 'cell-high' };
  if (order === 'dmy') return { text, how: 'cell', evidence: 'cell-low' };
  return { text: `${month}/${day}/${year}`, how: 'swapped', evidence: 'cell-low' };
}

function readShortYear(text: string, reading: DateReading): ReadDate {
  if (!reading.shortYears) return { text, how: 'short-year', evidence: null };
  return { text: wholeYear(text, reading), how: 'year', evidence: null };
}

function wholeYear(year: string, { latestShortYear }: DateReading): string {
  return String(Number(year) + (Number(year) <= latestShortYear ? 2000 : 1900));
}

/** Days of people who may be in school lists: 1927 to 2064. */
function readSerial(text: string, is1904: boolean): ReadDate {
  const serial = Number(text);
  const date = serial >= 10_000 && serial <= 60_000 ? serialToDate(serial, is1904) : null;
  return date === null ? { text, how: 'unreadable', evidence: null } : { text: date, how: 'serial', evidence: null };
}

const timeBehind = /[T\s]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*(Z|AM|PM|SA|CH)?$/i;
const inWords = /^(?:ngày\s+)?(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})$/iu;

function readParts(text: string, reading: DateReading): ReadDate {
  const bare = text.replace(timeBehind, '').replace(inWords, '$1/$2/$3');
  const [, first, second, third] = /^(\d{1,4})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{1,4})$/.exec(bare) ?? [];
  if (!first || !second || !third) return { text, how: 'unreadable', evidence: null };
  if (first.length === 4) return dated(text, [third, second, first], null);
  const evidence = evidenceOf(Number(first), Number(second));
  const [day, month] = reading.order === 'mdy' && Number(first) <= 12 ? [second, first] : [first, second];
  return withYear(text, [day, month, third], evidence, reading);
}

function withYear(text: string, parts: Parts, evidence: ReadDate['evidence'], reading: DateReading): ReadDate {
  const [day, month, year] = parts;
  if (year.length === 4) return dated(text, parts, evidence);
  if (year.length > 2) return { text, how: 'unreadable', evidence: null };
  const read = dated(text, [day, month, wholeYear(year, reading)], evidence);
  if (read.how === 'unreadable') return read;
  return reading.shortYears ? { ...read, how: 'century' } : { text, how: 'short-year', evidence };
}

function evidenceOf(first: number, second: number): ReadDate['evidence'] {
  if (first > 12) return 'text-day-first';
  return second > 12 ? 'text-month-first' : 'text-low';
}

type Parts = readonly [string, string, string];

function dated(text: string, parts: Parts, evidence: ReadDate['evidence']): ReadDate {
  const [day, month, year] = [parts[0].padStart(2, '0'), parts[1].padStart(2, '0'), parts[2]];
  if (!exists(Number(day), Number(month), Number(year))) return { text, how: 'unreadable', evidence };
  const isKept = text === `${day}/${month}/${year}` || text === `${day}-${month}-${year}`;
  return isKept ? { text, how: 'as-is', evidence } : { text: `${day}/${month}/${year}`, how: 'ordered', evidence };
}

function exists(day: number, month: number, year: number): boolean {
  if (!isYear(year) || month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

type Evidence = Exclude<ReadDate['evidence'], null>;
type Example = Finding['examples'][number];
export type DateDoubt = { readonly code: FindingCode; readonly examples: readonly Example[] };

/** Gathers what the dates of a column tell about the order of day and month. */
export function createDateMix() {
  const seen = new Map<Evidence, { count: number; readonly examples: Example[] }>();

  function count(evidence: ReadDate['evidence'], example: () => Example): void {
    if (evidence === null) return;
    const so = seen.get(evidence) ?? { count: 0, examples: [] };
    if (so.count === 0) seen.set(evidence, so);
    so.count += 1;
    if (so.examples.length < 2) so.examples.push(example());
  }
  const times = (evidence: Evidence) => seen.get(evidence)?.count ?? 0;
  const shown = (...evidence: Evidence[]) => evidence.flatMap((kind) => seen.get(kind)?.examples ?? []);

  /**
   * Swapped: a spreadsheet set to month first took 12 and below for real dates and left the rest as text. Month first:
   * text that only makes sense so. No swap: month first was chosen, but real dates beyond the 12th were read right.
   */
  function doubt(order: DateOrder | null): DateDoubt | null {
    if (order === 'dmy') return null;
    if (order === 'mdy') {
      const isMixed = times('cell-high') > 0 && times('cell-low') > 0;
      return isMixed ? { code: 'dob.order-no-swap', examples: shown('cell-high') } : null;
    }
    if (isSplitAtTwelve()) return { code: 'dob.order-swapped', examples: shown('cell-low', 'text-day-first') };
    const isMonthFirst = times('text-month-first') > 0 && times('text-day-first') === 0;
    return isMonthFirst ? { code: 'dob.order-month-first', examples: shown('text-month-first', 'text-low') } : null;
  }

  function isSplitAtTwelve(): boolean {
    const isText = times('text-day-first') > 0 && times('text-low') === 0;
    return isText && times('cell-low') >= 2 && times('cell-high') === 0;
  }

  return { count, doubt };
}
