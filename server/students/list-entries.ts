import type { DobKey } from '../values/dob.ts';
import type { NameKey } from '../values/name.ts';

/** Row numbers of one round in the index of lists; a row beyond is read by itself. */
export const rowsPerSource = 2 ** 40;

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789!#$%&()*+,-./:;<=>?@[]^_{|}~';
const firstYear = 1800;
const codes = letters.length ** 3;

/** The number of a row in the index of lists. */
export function toEntry(source: number, rowid: number): number {
  return source * rowsPerSource + rowid;
}

/**
 * A date of birth as one word of three letters. Dates of seven centuries have one each; other texts may share one, so
 * what is found by it is compared again.
 */
export function toDayWord(dob: DobKey): string {
  if (dob === '') return '';
  const date = /^(\d{2})-(\d{2})-(\d{4})$/.exec(dob);
  const [, day = '', month = '', year = ''] = date ?? [];
  const number = date ? ((Number(year) - firstYear) * 12 + Number(month)) * 32 + Number(day) : sumOf(dob);
  const code = ((number % codes) + codes) % codes;
  const at = (place: number) => letters.charAt(Math.floor(code / letters.length ** place) % letters.length);
  return at(2) + at(1) + at(0);
}

function sumOf(text: string): number {
  let sum = 0;
  for (let index = 0; index < text.length; index += 1) sum = (Math.imul(sum, 31) + text.charCodeAt(index)) | 0;
  return sum;
}

/** Fewest letters of a name that the index can be asked for. */
export const leastLetters = 3;

/** What the index is asked for; null where neither can be. */
export function toQuery(part: NameKey | null, dob: DobKey | null): string | null {
  const asked: string[] = [];
  if (part !== null && Array.from(part).length >= leastLetters) asked.push(`name : "${part.replaceAll('"', '""')}"`);
  if (dob !== null && dob !== '') asked.push(`day : "${toDayWord(dob)}"`);
  return asked.length === 0 ? null : asked.join(' AND ');
}
