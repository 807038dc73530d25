import type { Encoding } from './rows.ts';

export type LegacyEncoding = Extract<Encoding, 'tcvn3' | 'vni'>;

/**
 * TCVN 5712:1999 VN3 ("ABC", fonts .VnTime): one byte a letter, seen here as the Latin-1 character of that byte. Capitals
 * with a tone have no byte of their own: the capital font draws the small letter.
 */
const tcvn3Letters: Readonly<Record<number, string>> = {
  ...range(0xa1, 'ĂÂÊÔƠƯĐăâêôơưđ'),
  ...range(0xb5, 'àảãáạ'),
  ...range(0xbb, 'ằẳẵắ'),
  ...range(0xc6, 'ặầẩẫấậè'),
  ...range(0xce, 'ẻẽéẹềểễếệìỉ'),
  ...range(0xdc, 'ĩíịò'),
  ...range(0xe1, 'ỏõóọồổỗốộờởỡớợù'),
  ...range(0xf1, 'ủũúụừửữứựỳỷỹýỵ'),
};

const grave = '\u0300';
const acute = '\u0301';
const hook = '\u0309';
const tilde = '\u0303';
const below = '\u0323';
const circumflex = '\u0302';
const breve = '\u0306';

/** VNI-Windows: a letter followed by a mark that is a Latin-1 letter itself. */
const vniMarks: ReadonlyMap<string, string> = withCapitals({
  ø: grave,
  ù: acute,
  û: hook,
  õ: tilde,
  ï: below,
  â: circumflex,
  à: circumflex + grave,
  á: circumflex + acute,
  å: circumflex + hook,
  ã: circumflex + tilde,
  ä: circumflex + below,
  ê: breve,
  è: breve + grave,
  é: breve + acute,
  ú: breve + hook,
  ü: breve + tilde,
  ë: breve + below,
});
const vniLetters: ReadonlyMap<string, string> = withCapitals({
  ñ: 'đ',
  ô: 'ơ',
  ö: 'ư',
  í: 'í',
  ì: 'ì',
  æ: 'ỉ',
  ó: 'ĩ',
  ò: 'ị',
  î: 'ỵ',
});
const vniBase = /[aeouyôöAEOUYÔÖ]/;

/** Text of Latin-1 characters that were meant as TCVN3 or VNI, as NFC. Source: TCVN 5712:1999; VNI-Windows layout. */
export function decodeLegacy(text: string, encoding: LegacyEncoding): string {
  if (isAscii(text)) return text;
  return (encoding === 'tcvn3' ? fromTcvn3(text) : fromVni(text)).normalize('NFC');
}

function fromTcvn3(text: string): string {
  let decoded = '';
  for (let index = 0; index < text.length; index += 1) {
    decoded += tcvn3Letters[text.charCodeAt(index)] ?? text.charAt(index);
  }
  return isInCapitalFont(decoded) ? decoded.toUpperCase() : decoded;
}

/** The capital font draws NGUYễN as NGUYỄN: where all ASCII letters are capitals, and two stand together, all are. */
function isInCapitalFont(text: string): boolean {
  return !/[a-z]/.test(text) && /[A-Z][^\s]*[A-Z]/.test(text);
}

function fromVni(text: string): string {
  let decoded = '';
  let previous = '';
  for (const character of text) {
    const mark = vniBase.test(previous) ? vniMarks.get(character) : undefined;
    decoded += mark ?? vniLetters.get(character) ?? character;
    previous = mark === undefined ? character : '';
  }
  return decoded;
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) > 0x7f) return false;
  return true;
}

function range(first: number, letters: string): Record<number, string> {
  return Object.fromEntries(Array.from(letters, (letter, offset) => [first + offset, letter]));
}

function withCapitals(table: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(table).flatMap(([from, to]) => [
      [from, to],
      [from.toUpperCase(), to.toUpperCase()],
    ]),
  );
}
