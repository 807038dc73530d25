import { type DobKey, toDobKey } from '../values/dob.ts';
import { type NameKey, toNameKey } from '../values/name.ts';

/** What a line typed into the search box may mean. Each way to read it is tried, what any finds is shown. */
export type ReadText = {
  /** Part of a name. */
  readonly part: NameKey | null;
  /** Beginning of a registration number. */
  readonly number: string | null;
  readonly dob: DobKey | null;
  /** Last digits of a phone, four at least. */
  readonly phoneEnd: string | null;
};

const nothing: ReadText = { part: null, number: null, dob: null, phoneEnd: null };
const leastPhoneDigits = 4;

/** Null where nothing was typed. A name and a date in one line are one way: both must hold. */
export function readText(text: string): readonly ReadText[] | null {
  const words = text.trim().split(/\s+/);
  if (words.join('') === '') return null;
  const dates = words.map(toDate).filter((date) => date !== null);
  const rest = words.filter((word) => toDate(word) === null).join(' ');
  const [dob] = dates;
  if (dob !== undefined && dates.length === 1) {
    return [{ ...nothing, dob, part: rest === '' ? null : toNameKey(rest) }];
  }
  const digits = text.replace(/[\s.()+-]/g, '');
  if (/^\d+$/.test(digits)) return readDigits(text.trim(), digits);
  const part = toNameKey(text);
  const isNumber = words.length === 1 && /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/.test(text.trim());
  return [...(part === '' ? [] : [{ ...nothing, part }]), ...(isNumber ? [{ ...nothing, number: text.trim() }] : [])];
}

function readDigits(text: string, digits: string): readonly ReadText[] {
  const ways: ReadText[] = [{ ...nothing, number: text }];
  if (digits.length >= leastPhoneDigits) ways.push({ ...nothing, phoneEnd: digits });
  const date = /^(\d{2})(\d{2})((?:19|20)\d{2})$/.exec(digits);
  if (date) ways.push({ ...nothing, dob: toDobKey(`${date[1] ?? ''}-${date[2] ?? ''}-${date[3] ?? ''}`) });
  return ways;
}

function toDate(word: string): DobKey | null {
  const key = toDobKey(word);
  return /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}$/.test(word) && /^\d{2}-\d{2}-\d{4}$/.test(key) ? key : null;
}
