/** A Vietnamese letter taken apart: `ấ` is the letter `â` with tone `s`; `â` is the base `a` with mark `^`. */

/** Telex names of the tones: sắc, huyền, hỏi, ngã, nặng. */
export type Tone = 's' | 'f' | 'r' | 'x' | 'j';

const toneMarks: Readonly<Record<Tone, string>> = { s: '\u0301', f: '\u0300', r: '\u0309', x: '\u0303', j: '\u0323' };
const tones: readonly Tone[] = ['s', 'f', 'r', 'x', 'j'];
const anyTone = /[\u0301\u0300\u0309\u0303\u0323]/gu;

export function isTone(key: string): key is Tone {
  return tones.some((tone) => tone === key);
}

/** The tone of a letter or a syllable, null where there is none. */
export function toneOf(text: string): Tone | null {
  const apart = text.normalize('NFD');
  return tones.find((tone) => apart.includes(toneMarks[tone])) ?? null;
}

export function withoutTone(text: string): string {
  return text.normalize('NFD').replace(anyTone, '').normalize('NFC');
}

export function withTone(letter: string, tone: Tone | null): string {
  const bare = withoutTone(letter);
  return tone === null ? bare : `${bare}${toneMarks[tone]}`.normalize('NFC');
}

/** Another letter in the place of this one, with this one's case and tone. */
export function replaceLetter(old: string, lower: string): string {
  const letter = old === old.toLowerCase() ? lower : lower.toUpperCase();
  return withTone(letter, toneOf(old));
}

/** Lower case without tone and mark: `Ấ` and `ă` are `a`, `Đ` is `d`. */
export function baseOf(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replace(/đ/g, 'd');
}

/** Lower case without tone, marks kept: `Ấ` is `â`. */
export function markedOf(text: string): string {
  return withoutTone(text).toLowerCase();
}
