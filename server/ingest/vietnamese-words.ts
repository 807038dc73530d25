import { decodeLegacy, type LegacyEncoding } from './legacy-text.ts';

const initials = '(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|b|c|d|đ|g|h|k|l|m|n|p|q|r|s|t|v|x)?';
const nuclei =
  '(?:iêu|yêu|oai|oao|oay|oeo|uây|uôi|uyê|uya|uyu|ươi|ươu|oă|oa|oe|oi|oo|ôi|ơi|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|ua|uâ|uê|ui|uô|uơ|uy|ưa|ưi|ươ|ưu|yê|a|ă|â|e|ê|i|o|ô|ơ|u|ư|y)';
const syllable = new RegExp(`^${initials}${nuclei}(?:ch|ng|nh|c|m|n|p|t)?$`);
const tones = /[\u0300\u0301\u0303\u0309\u0323]/g;

/**
 * Whether a word with at least one letter outside ASCII can be Vietnamese: the parts of a syllable in order, at most one
 * tone, capitals only at the front or all over. Good enough to tell encodings apart over a sample, not to judge names.
 */
export function isVietnameseSyllable(word: string): boolean {
  if (/^\p{Lu}+\p{Ll}+\p{Lu}/u.test(word) || /^\p{Ll}+\p{Lu}/u.test(word)) return false;
  const apart = word.toLowerCase().normalize('NFD');
  if ((apart.match(tones) ?? []).length > 1) return false;
  return syllable.test(apart.replace(tones, '').normalize('NFC'));
}

/** Of the words with a letter outside ASCII, how many are syllables, and how many there are. */
export function countSyllables(texts: Iterable<string>): { readonly good: number; readonly total: number } {
  let good = 0;
  let total = 0;
  for (const text of texts) {
    for (const word of text.normalize('NFC').match(/[\p{L}\p{M}\u0080-\u00ff]+/gu) ?? []) {
      if (!/[^\0-\x7f]/.test(word)) continue;
      total += 1;
      if (isVietnameseSyllable(word)) good += 1;
    }
  }
  return { good, total };
}

/** Letters that only real Unicode (or windows-1258) text has: beyond Latin-1, or combining. */
export function hasUnicodeLetters(text: string): boolean {
  return /[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u0300-\u0323\u1ea0-\u1ef9]/.test(
    text,
  );
}

/**
 * Which old encoding hides in texts that look like Latin-1, or null where they are best as they stand. A tie goes to
 * what is there: "Lê" is a name as it is, and one in TCVN3 too.
 */
export function findLegacy(texts: readonly string[]): LegacyEncoding | null {
  const doubtful = texts.filter((text) => /[\u00a1-\u00ff]/.test(text) && !hasUnicodeLetters(text));
  if (doubtful.length === 0) return null;
  const share = (tried: readonly string[]) => {
    const { good, total } = countSyllables(tried);
    return total === 0 ? 0 : good / total;
  };
  let best: LegacyEncoding | null = null;
  let bestShare = share(doubtful) + 0.15;
  for (const encoding of ['tcvn3', 'vni'] as const) {
    const reached = share(doubtful.map((text) => decodeLegacy(text, encoding)));
    if (reached > bestShare) {
      best = encoding;
      bestShare = reached;
    }
  }
  return best;
}
