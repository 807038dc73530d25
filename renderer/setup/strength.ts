/** How hard a password is to guess, roughly: by its length and by how much of it repeats. */
export type Strength = { readonly is: 'short'; readonly missing: number } | { readonly is: 'weak' | 'fair' | 'strong' };

const leastLength = 12;

/** A hint and no promise: the server has the last word. */
export function strengthOf(password: string): Strength {
  const letters = Array.from(password.normalize('NFC').toLowerCase());
  if (letters.length < leastLength) return { is: 'short', missing: leastLength - letters.length };
  const fresh = letters.filter((letter, index) => !isExpected(letter, letters.slice(0, index))).length;
  if (fresh < 8) return { is: 'weak' };
  return { is: fresh < 13 ? 'fair' : 'strong' };
}

/** Repeats the letter before or one of a pair before, or counts on from it. */
function isExpected(letter: string, before: readonly string[]): boolean {
  const [last, pair] = [before.at(-1), before.at(-2)];
  if (last === undefined) return false;
  const step = (letter.codePointAt(0) ?? 0) - (last.codePointAt(0) ?? 0);
  return letter === pair || Math.abs(step) <= 1;
}
