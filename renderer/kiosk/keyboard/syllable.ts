import { baseOf, markedOf, toneOf, withoutTone, withTone, type Tone } from './letters.ts';

/** A Vietnamese syllable, or the beginning of one: consonants, vowels, consonants. The parts joined are the text. */
export type Syllable = { readonly onset: string; readonly vowels: string; readonly coda: string };

const onsets = new Set(
  ' b c ch d g gh gi h k kh l m n ng ngh nh p ph q qu r s t th tr v x'.split(' ').map((onset) => onset.trim()),
);
const codas = new Set(['', 'c', 'ch', 'g', 'k', 'm', 'n', 'ng', 'nh', 'p', 't']);
const vowelGroups = new Set(
  (
    'a ă â e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iê iu oa oă oe oi oo ôi ơi ua uâ uă uê ui uô uơ uy ưa ưi ươ ưu ' +
    'yê iêu yêu oai oao oay oeo uai uao uay uây uôi uya uyê uyu uêu uơi ươi ươu'
  ).split(' '),
);
const bareGroups = new Set([...vowelGroups].map(baseOf));

/** Takes a run of letters apart; null where it cannot be a Vietnamese syllable. */
export function readSyllable(letters: string): Syllable | null {
  const bare = baseOf(letters);
  const onset = onsetLength(bare);
  const rest = bare.slice(onset);
  const vowels = /^[aeiouy]*/.exec(rest)?.[0].length ?? 0;
  const syllable = {
    onset: letters.slice(0, onset),
    vowels: letters.slice(onset, onset + vowels),
    coda: letters.slice(onset + vowels),
  };
  const isOne =
    onsets.has(baseOf(syllable.onset)) &&
    (vowels === 0 ? syllable.coda === '' : bareGroups.has(baseOf(syllable.vowels))) &&
    codas.has(baseOf(syllable.coda));
  return isOne ? syllable : null;
}

/** The u of `qu` and the i of `gi` before a vowel belong to the consonant. */
function onsetLength(bare: string): number {
  const consonants = /^[^aeiouy]*/.exec(bare)?.[0] ?? '';
  const takesVowel = /^(qu|gi[aeouy])/.test(bare);
  return consonants.length + (takesVowel ? 1 : 0);
}

/** These vowels, with their marks, occur in Vietnamese. */
export function areKnownVowels(vowels: string): boolean {
  return vowelGroups.has(markedOf(vowels));
}

export function joinSyllable({ onset, vowels, coda }: Syllable): string {
  return `${onset}${vowels}${coda}`;
}

/** The syllable with this tone on the letter that bears it, and on no other. */
export function placeTone(syllable: Syllable, tone: Tone | null): Syllable {
  const onset = withoutToneKeepingLetters(syllable.onset);
  const bare = Array.from(syllable.vowels, withoutTone);
  if (bare.length === 0) return { ...syllable, onset };
  const at = tonePosition(
    bare.map((vowel) => vowel.toLowerCase()),
    syllable.coda !== '',
  );
  const vowels = bare.map((vowel, index) => (index === at ? withTone(vowel, tone) : vowel)).join('');
  return { onset, vowels, coda: syllable.coda };
}

function withoutToneKeepingLetters(text: string): string {
  return Array.from(text, withoutTone).join('');
}

/** On ê or ơ, else the one before a final consonant, else the last but one. */
function tonePosition(vowels: readonly string[], hasCoda: boolean): number {
  const strong = Math.max(vowels.lastIndexOf('ê'), vowels.lastIndexOf('ơ'));
  if (strong >= 0) return strong;
  if (hasCoda || vowels.length === 1) return vowels.length - 1;
  return vowels.length - 2;
}

/** The tone of the syllable put where it belongs now that letters came or went. */
export function settleTone(syllable: Syllable): Syllable {
  const tone = toneOf(joinSyllable(syllable));
  return tone === null ? syllable : placeTone(syllable, tone);
}
