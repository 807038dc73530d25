export type Piece = { readonly text: string; readonly is: 'same' | 'gone' | 'new' };

/** Longer values are shown whole: their marks would be confetti. */
const mostCharacters = 200;

/**
 * What differs between two values, character by character, for the old side and for the new one. Characters are what a
 * reader sees: a letter with its marks is one. Longest common subsequence; runs of the same kind are one piece.
 */
export function diffText(before: string, after: string): { readonly old: Piece[]; readonly fresh: Piece[] } {
  const [from, to] = [split(before), split(after)];
  if (from.length > mostCharacters || to.length > mostCharacters) {
    return { old: join(from, () => false, 'gone'), fresh: join(to, () => false, 'new') };
  }
  const { keptOld, keptNew } = common(from, to);
  return { old: join(from, (at) => keptOld.has(at), 'gone'), fresh: join(to, (at) => keptNew.has(at), 'new') };
}

function split(text: string): readonly string[] {
  return Array.from(new Intl.Segmenter().segment(text.normalize('NFC')), ({ segment }) => segment);
}

type Split = readonly string[];

function common(from: Split, to: Split) {
  const width = to.length + 1;
  const lengths = lengthsOf(from, to);
  const at = (a: number, b: number) => lengths[a * width + b] ?? 0;
  const keptOld = new Set<number>();
  const keptNew = new Set<number>();
  let [a, b] = [0, 0];
  while (a < from.length && b < to.length) {
    if (from[a] === to[b]) {
      keptOld.add(a);
      keptNew.add(b);
      a += 1;
      b += 1;
    } else if (at(a + 1, b) >= at(a, b + 1)) a += 1;
    else b += 1;
  }
  return { keptOld, keptNew };
}

/** Of each pair of ends, the length of what they have in common; a row for each place of `from`. */
function lengthsOf(from: Split, to: Split): Uint16Array {
  const width = to.length + 1;
  const lengths = new Uint16Array((from.length + 1) * width);
  const at = (a: number, b: number) => lengths[a * width + b] ?? 0;
  for (let a = from.length - 1; a >= 0; a -= 1) {
    for (let b = to.length - 1; b >= 0; b -= 1) {
      const next = from[a] === to[b] ? 1 + at(a + 1, b + 1) : 0;
      lengths[a * width + b] = Math.max(next, at(a + 1, b), at(a, b + 1));
    }
  }
  return lengths;
}

function join(characters: readonly string[], isKept: (at: number) => boolean, other: 'gone' | 'new'): Piece[] {
  const pieces: { text: string; is: Piece['is'] }[] = [];
  for (const [at, text] of characters.entries()) {
    const is = isKept(at) ? 'same' : other;
    const last = pieces.at(-1);
    if (last?.is === is) last.text += text;
    else pieces.push({ text, is });
  }
  return pieces;
}
