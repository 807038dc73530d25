/** A date of birth in the form used to compare: `DD-MM-YYYY`, or the text as it stands where it is no date. */
export type DobKey = string & { readonly __brand: 'DobKey' };

const hyphen = 45;

/**
 * Total. `/` and `.` count as `-`; a 4-digit first part means year first; day and month padded to 2, an all-digit year
 * to 4; a time of day behind the date is dropped. Source: upstream api/search.py; the time of day is ours.
 */
export function toDobKey(dob: string): DobKey {
  if (isPlain(dob)) return (dob.charCodeAt(2) === hyphen ? dob : hyphened(dob)) as DobKey;
  const text = dob.trim().replace(/^(\S*\d)[T\s]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$/, '$1');
  const parts = text
    .replace(/[/.]/g, '-')
    .split('-')
    .map((part) => part.trim());
  if (parts.length !== 3) return text as DobKey;
  const [first = '', second = '', third = ''] = parts;
  const [day, month, year] = /^\d{4}$/.test(first) ? [third, second, first] : [first, second, third];
  if (![day, month, year].every((part) => /^\d+$/.test(part))) return text.replace(/[/.]/g, '-') as DobKey;
  return `${day.padStart(2, '0')}-${month.padStart(2, '0')}-${year.padStart(4, '0')}` as DobKey;
}

function hyphened(plain: string): string {
  return `${plain.slice(0, 2)}-${plain.slice(3, 5)}-${plain.slice(6)}`;
}

const dateCell = /^(\d{4})-(\d{2})-(\d{2})[ T]00:00(?::00(?:\.0+)?)?$/;

/**
 * A value as a student reads it: what an upstream program stored of a real date cell (`2010-12-25 00:00:00`) as
 * `25/12/2010`, anything else as it stands. The table keeps its bytes.
 */
export function toShownDate(text: string): string {
  return text.charCodeAt(4) === hyphen && text.length > 10 ? text.trim().replace(dateCell, '$3/$2/$1') : text;
}

/** Two digits, a mark, two digits, the same mark, four digits: what nearly every list has, and quick to tell. */
function isPlain(dob: string): boolean {
  const mark = dob.charCodeAt(2);
  if (dob.length !== 10 || mark < hyphen || mark > 47 || dob.charCodeAt(5) !== mark) return false;
  for (let index = 0; index < 10; index += 1) {
    const code = dob.charCodeAt(index);
    if (index !== 2 && index !== 5 && (code < 48 || code > 57)) return false;
  }
  return true;
}
