import type { Locale, TextFacts, TextKey, Translate } from '../../server/i18n/translate.ts';

/** The three boxes as typed: digits only, possibly none yet. */
export type TypedDate = { readonly day: string; readonly month: string; readonly year: string };
export type DatePart = keyof TypedDate;

export const noDate: TypedDate = { day: '', month: '', year: '' };

/** What is wrong, in the reader's words, and the box to look at first. */
export type DateProblem = { readonly text: TextKey; readonly facts: TextFacts; readonly part: DatePart };

const earliestYear = 1900;

export function isDateEmpty({ day, month, year }: TypedDate): boolean {
  return day === '' && month === '' && year === '';
}

/** The first part that still lacks a digit, null where the date is whole. */
export function missingPart({ day, month, year }: TypedDate): DatePart | null {
  if (day === '') return 'day';
  if (month === '') return 'month';
  return year === '' ? 'year' : null;
}

/** Checks what was typed so far; null where nothing is wrong yet. `thisYear`: four digits. */
export function dateProblem(typed: TypedDate, thisYear: number): DateProblem | null {
  return monthProblem(typed) ?? dayProblem(typed) ?? yearProblem(typed, thisYear);
}

function monthProblem({ month }: TypedDate): DateProblem | null {
  const value = Number(month);
  if (month === '' || (value >= 1 && value <= 12)) return null;
  return { text: 'kiosk.date.no-month', facts: { month: value }, part: 'month' };
}

function dayProblem({ day, month, year }: TypedDate): DateProblem | null {
  if (day === '') return null;
  const value = Number(day);
  if (value < 1 || value > 31) return { text: 'kiosk.date.no-day', facts: { day: value }, part: 'day' };
  if (month === '') return null;
  const facts = { day: value, month: Number(month), year };
  if (value > daysIn(Number(month), 2000)) return { text: 'kiosk.date.not-in-month', facts, part: 'day' };
  if (year.length === 4 && value > daysIn(Number(month), Number(year))) {
    return { text: 'kiosk.date.not-in-year', facts, part: 'day' };
  }
  return null;
}

function yearProblem({ year }: TypedDate, thisYear: number): DateProblem | null {
  if (year === '') return null;
  if (year.length < 4) return { text: 'kiosk.date.short-year', facts: { year }, part: 'year' };
  const value = Number(year);
  if (value >= earliestYear && value <= thisYear) return null;
  return { text: 'kiosk.date.odd-year', facts: { year }, part: 'year' };
}

/** The boxes name a day that no calendar has; then nothing is read out. */
export function hasImpossibleDay(typed: TypedDate): boolean {
  return monthProblem(typed) !== null || dayProblem(typed) !== null;
}

/** The problem in the reader's language. */
export function dateProblemText({ text, facts }: DateProblem, locale: Locale, t: Translate): string {
  const { month } = facts;
  return t(text, text === 'kiosk.date.not-in-month' ? { ...facts, month: monthWord(String(month), locale) } : facts);
}

function daysIn(month: number, year: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** `05/09/2012`, as sent and as repeated to the reader. */
export function toDateText({ day, month, year }: TypedDate): string {
  return `${day.padStart(2, '0')}/${month.padStart(2, '0')}/${year}`;
}

/** "Ngày 5 tháng 9 năm 201…" as far as it was typed; empty before the first digit. */
export function dateWords(typed: TypedDate, locale: Locale, t: Translate): string {
  const { day, month, year } = typed;
  if (day === '') return '';
  const facts = { day: Number(day), month: monthWord(month, locale), year: year.padEnd(4, '…').replace(/…+$/, '…') };
  if (month === '' || monthProblem(typed)) return t('kiosk.date.words-day', facts);
  return t(year === '' ? 'kiosk.date.words-month' : 'kiosk.date.words', facts);
}

function monthWord(month: string, locale: Locale): string | number {
  if (locale === 'vi') return Number(month);
  const inMonth = new Date(Date.UTC(2000, Number(month) - 1, 1));
  return new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' }).format(inMonth);
}

/** A pasted or scanned date: `5/9/2012`, `05-09-2012`, `2012.9.5`, `05092012`. Null where it is none. */
export function readDate(text: string): TypedDate | null {
  const whole = /^\s*(\d{2})(\d{2})(\d{4})\s*$/.exec(text);
  const apart = whole ?? /^\s*(\d{1,4})\s*[/.\-\s]\s*(\d{1,2})\s*[/.\-\s]\s*(\d{1,4})\s*$/.exec(text);
  if (!apart) return null;
  const [, first = '', second = '', third = ''] = apart;
  const [day, year] = first.length === 4 ? [third, first] : [first, third];
  return day.length <= 2 && year.length === 4 ? { day, month: second, year } : null;
}

/** The box is full: two digits, or a first digit that no second can follow. */
export function isPartFull(part: DatePart, digits: string): boolean {
  if (part === 'year') return digits.length >= 4;
  if (digits.length >= 2) return true;
  return digits !== '' && Number(digits) > (part === 'day' ? 3 : 1);
}
