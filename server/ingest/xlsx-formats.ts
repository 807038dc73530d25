import { attribute, startTags } from './xml-text.ts';

/** How a number is shown, as far as it changes what the number means. */
export type NumberFormat = { readonly kind: 'plain' } | { readonly kind: 'date' } | PaddedFormat;
/** Literals and digit places (null) from left to right, such as `00000` or `"0"000 000 000`. */
export type PaddedFormat = { readonly kind: 'padded'; readonly places: readonly (string | null)[] };

const plain: NumberFormat = { kind: 'plain' };

/** The format of each cell style, by the index that cells name. Source: ECMA-376 part 1, 18.8.30 (numFmt). */
export function readFormats(styles: string): readonly NumberFormat[] {
  const codes = new Map<number, string>();
  for (const tag of startTags(styles, 'numFmt')) {
    codes.set(Number(attribute(tag, 'numFmtId')), attribute(tag, 'formatCode') ?? '');
  }
  const [, cellStyles = ''] = /<(?:[\w.-]+:)?cellXfs[\s>]([\s\S]*?)<\/(?:[\w.-]+:)?cellXfs>/.exec(styles) ?? [];
  return Array.from(startTags(cellStyles, 'xf'), (tag) => {
    const id = Number(attribute(tag, 'numFmtId') ?? 0);
    const code = codes.get(id);
    return code === undefined ? builtIn(id) : toFormat(code);
  });
}

function builtIn(id: number): NumberFormat {
  const isDate = (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
  return isDate ? { kind: 'date' } : plain;
}

function toFormat(code: string): NumberFormat {
  const [section = ''] = code.split(';');
  const bare = section.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '');
  if (/[dy]/i.test(bare)) return { kind: 'date' };
  if (!/0/.test(section) || /[.,%E/#?@a-z]/i.test(bare)) return plain;
  return toPlaces(section);
}

function toPlaces(section: string): NumberFormat {
  const places: (string | null)[] = [];
  for (const [whole, quoted, escaped] of section.matchAll(/"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]|[\s\S]/g)) {
    if (quoted !== undefined) places.push(...Array.from(quoted));
    else if (escaped !== undefined) places.push(escaped);
    else if (whole === '0') places.push(null);
    else if (whole.length === 1) places.push(whole);
  }
  return places.length > 1 ? { kind: 'padded', places } : plain;
}

/** The digits of a whole number set into the places from the right; digits too many stand before the first place. */
export function pad(digits: string, { places }: PaddedFormat): string {
  const first = places.indexOf(null);
  let left = digits.length;
  let shown = '';
  for (let index = places.length - 1; index >= 0; index -= 1) {
    const place = places[index];
    if (typeof place === 'string') {
      shown = place + shown;
      continue;
    }
    shown = (left > 0 ? digits.charAt(left - 1) : '0') + shown;
    left -= 1;
    if (index === first && left > 0) shown = digits.slice(0, left) + shown;
  }
  return shown;
}

const dayMs = 86_400_000;

/**
 * A serial number as `DD/MM/YYYY`, its time of day dropped; null below the first day and beyond the year 9999. Day 60
 * of the 1900 count never was (29 February 1900), so days before it are one off. Source: ECMA-376 part 1, 18.17.4.
 */
export function serialToDate(serial: number, is1904: boolean): string | null {
  const day = Math.floor(serial) + (is1904 ? 1462 : 0);
  if (!(day >= 1 && day <= 2_958_465)) return null;
  const date = new Date(Date.UTC(1899, 11, day < 60 ? 31 : 30) + day * dayMs);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(date.getUTCDate())}/${two(date.getUTCMonth() + 1)}/${String(date.getUTCFullYear()).padStart(4, '0')}`;
}
