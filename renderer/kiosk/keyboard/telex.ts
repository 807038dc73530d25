import { baseOf, isTone, markedOf, replaceLetter, toneOf, type Tone } from './letters.ts';
import { areKnownVowels, joinSyllable, placeTone, readSyllable, settleTone, type Syllable } from './syllable.ts';

/**
 * What stands before the caret. `loneW`: its last letter is a `ư` made by a `w` alone, so that a second `w` gives back
 * `w` and not `uw`.
 */
export type Typed = { readonly text: string; readonly loneW?: boolean };

/** Types one letter key in Telex: rewrites the syllable before the caret. `key` is one letter, upper case or lower. */
export function typeTelex({ text, loneW = false }: Typed, key: string): Typed {
  const { before, word } = splitLastWord(text);
  const lower = key.toLowerCase();
  if (lower === 'w' && loneW) return { text: before + word.slice(0, -1) + likeLast(word, key) };
  const changed = rewrite(word, lower);
  if (changed !== null) return { text: before + changed };
  if (lower === 'w' && mayBeginWithU(word)) return { text: before + word + (isUpper(key) ? 'Ư' : 'ư'), loneW: true };
  return { text: before + append(word, key) };
}

/** Types one letter as it is, without Telex; the tone of the syllable still moves to where it belongs. */
export function typeLetter({ text }: Typed, letter: string): Typed {
  const { before, word } = splitLastWord(text);
  return { text: before + append(word, letter) };
}

/** The tone key: puts the tone on the syllable before the caret; pressed again, takes it away. */
export function typeTone({ text }: Typed, tone: Tone): Typed {
  const { before, word } = splitLastWord(text);
  const syllable = readSyllable(word);
  if (!syllable || syllable.vowels === '') return { text };
  const wanted = toneOf(word) === tone ? null : tone;
  return { text: before + joinSyllable(placeTone(syllable, wanted)) };
}

/** The accent key (ă â đ ê ô ơ ư): changes the same letter standing before the caret, else types its own. */
export function typeAccent({ text }: Typed, accent: string): Typed {
  const { before, word } = splitLastWord(text);
  const last = word.at(-1) ?? '';
  const lower = accent.toLowerCase();
  if (last === '' || baseOf(last) !== baseOf(lower)) return { text: before + append(word, accent) };
  const letter = markedOf(last) === lower ? baseOf(lower) : lower;
  return { text: before + settle(word.slice(0, -1) + replaceLetter(last, letter)) };
}

/** Takes away one visible character. */
export function deleteOne({ text }: Typed): Typed {
  const parts = [...new Intl.Segmenter('vi').segment(text)];
  return {
    text: parts
      .slice(0, -1)
      .map(({ segment }) => segment)
      .join(''),
  };
}

/** The next letter begins a word, so it is a capital. */
export function beginsWord(text: string): boolean {
  return !/\p{L}$/u.test(text);
}

function splitLastWord(text: string): { before: string; word: string } {
  const whole = text.normalize('NFC');
  const word = /\p{L}*$/u.exec(whole)?.[0] ?? '';
  return { before: whole.slice(0, whole.length - word.length), word };
}

/** The word after a key that is more than its letter; null where the key is only its letter. */
function rewrite(word: string, key: string): string | null {
  if (isTone(key)) return toneKey(word, key);
  if (key === 'z') return removeTone(word);
  if (key === 'w') return hornKey(word);
  if (key === 'd') return strokeKey(word);
  if (key === 'a' || key === 'e' || key === 'o') return roofKey(word, key);
  return null;
}

function toneKey(word: string, tone: Tone): string | null {
  const syllable = readSyllable(word);
  if (!syllable || syllable.vowels === '') return null;
  if (toneOf(word) === tone) return joinSyllable(placeTone(syllable, null)) + tone;
  return joinSyllable(placeTone(syllable, tone));
}

function removeTone(word: string): string | null {
  const syllable = readSyllable(word);
  return syllable && toneOf(word) !== null ? joinSyllable(placeTone(syllable, null)) : null;
}

/** `dd` anywhere; later in the syllable only on its first letter. */
function strokeKey(word: string): string | null {
  const last = word.at(-1) ?? '';
  if (markedOf(last) === 'đ') return `${word.slice(0, -1)}${replaceLetter(last, 'd')}d`;
  if (markedOf(last) === 'd') return word.slice(0, -1) + replaceLetter(last, 'đ');
  const first = word.at(0) ?? '';
  if (baseOf(first) !== 'd' || !readSyllable(word)) return null;
  if (markedOf(first) === 'đ') return `${replaceLetter(first, 'd')}${word.slice(1)}d`;
  return replaceLetter(first, 'đ') + word.slice(1);
}

/** `aa ee oo`: on the letter just typed anywhere, later on the vowel of the syllable. */
function roofKey(word: string, key: 'a' | 'e' | 'o'): string | null {
  const roofed = { a: 'â', e: 'ê', o: 'ô' }[key];
  const last = word.at(-1) ?? '';
  if (baseOf(last) === key) {
    if (markedOf(last) === roofed) return settle(`${word.slice(0, -1)}${replaceLetter(last, key)}`) + key;
    const isUndone = baseOf(word.at(-2) ?? '') === key;
    return isUndone ? null : settle(word.slice(0, -1) + replaceLetter(last, roofed));
  }
  return lateRoof(word, key, roofed);
}

function lateRoof(word: string, key: string, roofed: string): string | null {
  const syllable = readSyllable(word);
  const at = syllable ? Array.from(syllable.vowels).findLastIndex((vowel) => baseOf(vowel) === key) : -1;
  if (!syllable || at < 0) return null;
  const old = syllable.vowels[at] ?? '';
  const isUndo = markedOf(old) === roofed;
  const vowels = replaceAt(syllable.vowels, at, replaceLetter(old, isUndo ? key : roofed));
  if (isUndo) return joinSyllable(settleTone({ ...syllable, vowels })) + key;
  return areKnownVowels(vowels) ? joinSyllable(settleTone({ ...syllable, vowels })) : null;
}

const horned: Readonly<Record<string, string>> = { a: 'ă', o: 'ơ', u: 'ư' };

/** `aw ow uw`, and `uo` + `w`: on the vowels of the syllable, however late. */
function hornKey(word: string): string | null {
  const syllable = readSyllable(word);
  if (!syllable || syllable.vowels === '') return null;
  const marked = Array.from(syllable.vowels, markedOf);
  const isHorned = marked.some((vowel) => Object.values(horned).includes(vowel));
  const targets = isHorned ? undoTargets(marked) : hornTargets(syllable, marked);
  if (targets.length === 0) return null;
  const turn = (old: string) => replaceLetter(old, isHorned ? baseOf(old) : (horned[baseOf(old)] ?? old));
  const vowels = targets.reduce((text, at) => replaceAt(text, at, turn(text[at] ?? '')), syllable.vowels);
  // A lone horn on `uo` is half done, not a repetition: `ưo` + `w` is `ươ`.
  if (isHorned && isHalfHorned(marked))
    return joinSyllable(settleTone({ ...syllable, vowels: hornBoth(syllable.vowels) }));
  return joinSyllable(settleTone({ ...syllable, vowels })) + (isHorned ? 'w' : '');
}

function isHalfHorned(marked: readonly string[]): boolean {
  return marked.join('').includes('ưo');
}

function hornBoth(vowels: string): string {
  return Array.from(vowels, (vowel) => (baseOf(vowel) === 'o' ? replaceLetter(vowel, 'ơ') : vowel)).join('');
}

function undoTargets(marked: readonly string[]): readonly number[] {
  return marked.flatMap((vowel, at) => (Object.values(horned).includes(vowel) ? [at] : []));
}

function hornTargets({ onset, coda }: Syllable, marked: readonly string[]): readonly number[] {
  const bases = marked.map(baseOf);
  const group = bases.join('');
  const uo = group.indexOf('uo');
  // `thuở`, `huơ`: after h, th, kh an open `uo` takes one horn; a following letter gives it the second.
  const isOpenUo = coda === '' && group === 'uo' && ['h', 'th', 'kh'].includes(baseOf(onset));
  if (uo >= 0) return isOpenUo ? [uo + 1] : [uo, uo + 1];
  if (group === 'ua' && coda === '') return [0];
  if (group === 'uu') return [0];
  const last = bases.findLastIndex((base) => base in horned);
  return last < 0 ? [] : [last];
}

/** A `w` with no vowel before it is `ư`. */
function mayBeginWithU(word: string): boolean {
  return readSyllable(word)?.vowels === '';
}

/** The word with a plain letter behind it; marks and tone move to where they belong then. */
function append(word: string, letter: string): string {
  const longer = word + letter;
  const syllable = readSyllable(longer);
  if (!syllable) return longer;
  return joinSyllable(settleTone(completeHorn(syllable)));
}

/** `uơ` with anything behind it is `ươ`: thuơ + n is thươn. */
function completeHorn(syllable: Syllable): Syllable {
  const isClosed = syllable.coda !== '' || syllable.vowels.length > 2;
  if (!isClosed || !markedOf(syllable.vowels).startsWith('uơ')) return syllable;
  return { ...syllable, vowels: replaceAt(syllable.vowels, 0, replaceLetter(syllable.vowels[0] ?? '', 'ư')) };
}

function settle(word: string): string {
  const syllable = readSyllable(word);
  return syllable ? joinSyllable(settleTone(syllable)) : word;
}

function replaceAt(text: string, at: number, letter: string): string {
  return text.slice(0, at) + letter + text.slice(at + 1);
}

function likeLast(word: string, key: string): string {
  const last = word.at(-1) ?? key;
  return isUpper(last) ? 'W' : 'w';
}

function isUpper(letter: string): boolean {
  return letter !== letter.toLowerCase();
}
