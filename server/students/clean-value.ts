import type { CertConfig } from '../config/cert-config.ts';
import { Refusal } from '../refusal.ts';
import { toDobKey } from '../values/dob.ts';
import { toNameKey } from '../values/name.ts';
import { createResultNames } from '../values/result-name.ts';
import type { StudentCell } from './student-cells.ts';

const longestValue = 1_000;
const firstYear = 1900;
const phoneForm = /^\+?\d{8,15}$/;

type Parts = { readonly config: CertConfig; /** This year. */ readonly year: () => number };

/** Makes what staff typed into what is stored. Refuses `correct.value` with why, by the kind of the cell. */
export function createCleanValue({ config, year }: Parts) {
  function clean(cell: StudentCell, typed: string, old: string): string {
    const text = fold(typed);
    if (Array.from(text).length > longestValue) {
      throw refused(cell, 'long', `a value has at most ${longestValue} characters`);
    }
    switch (cell.role) {
      case 'sbd':
        throw refused(cell, 'number', 'a registration number cannot be corrected: it is what the record is found by');
      case 'name':
        return cleanName(cell, text);
      case 'dob':
        return cleanDob(cell, text, old);
      case 'phone':
        return cleanPhone(cell, text);
      case 'result':
        return cleanResult(cell, text);
      case 'school':
      case 'grade':
      case 'extra':
        return text;
    }
  }

  /** Of two digits each and a year of four, between the marks the record had. */
  function cleanDob(cell: StudentCell, text: string, old: string): string {
    if (text === '') return '';
    const [day, month, yearText] = readDate(text) ?? [];
    if (day === undefined || month === undefined || yearText === undefined) {
      throw refused(cell, 'date', `'${text}' is no date: write day, month and year, as in 05/09/2012`);
    }
    if (Number(yearText) < firstYear || Number(yearText) > year()) {
      throw refused(cell, 'year', `the year ${yearText} cannot be a year of birth: write all four digits`);
    }
    const mark = /^\d{2}([-.])\d{2}\1\d{4}$/.exec(old.trim())?.[1] ?? '/';
    return [day, month, yearText].join(mark);
  }

  function cleanResult(cell: StudentCell, text: string): string {
    if (text === '') return '';
    const known = Object.keys(config.results[cell.subjectCode ?? ''] ?? {});
    const result = createResultNames(known).find(text);
    if (result) return result.name;
    throw refused(cell, 'result', `'${text}' is no result of this subject; there are: ${known.join(', ')}`);
  }

  return clean;
}

/** Day, month and year of a date that there is; null for anything else. */
function readDate(text: string): readonly string[] | null {
  const [, day, month, year] = /^(\d{2})-(\d{2})-(\d{4})$/.exec(toDobKey(text)) ?? [];
  if (day === undefined || month === undefined || year === undefined) return null;
  const time = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const isThere = time.getUTCMonth() === Number(month) - 1 && time.getUTCDate() === Number(day);
  return isThere ? [day, month, year] : null;
}

/** One form of each letter, single spaces, nothing that cannot be seen. */
function fold(typed: string): string {
  return typed
    .normalize('NFC')
    .replace(/[\u200B-\u200D\u2060\uFEFF\u00AD]/g, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

function cleanName(cell: StudentCell, text: string): string {
  if (toNameKey(text) !== '') return text;
  throw refused(cell, 'name', 'a student needs a name');
}

function cleanPhone(cell: StudentCell, text: string): string {
  const digits = text.replace(/[\s.()-]/g, '');
  if (digits === '' || phoneForm.test(digits)) return digits;
  throw refused(cell, 'phone', `'${text}' is no phone number: write 8 to 15 digits`);
}

function refused({ column }: StudentCell, why: string, message: string): Refusal {
  return new Refusal('invalid', 'correct.value', message, { column, why });
}
