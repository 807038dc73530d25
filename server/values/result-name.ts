import { toNameKey } from './name.ts';

/** Which of the configured results a word says, and how plainly. */
export type NamedResult = {
  readonly name: string;
  /** exact: letter by letter, but for case and spaces. accents: only without its accents or theirs. */
  readonly how: 'exact' | 'accents';
};

/**
 * Finds the configured result that a cell of a list names. Written out it wins; else by name key, as upstream compares.
 * Ours: accents that say something else are no match, though the keys are equal, so that "Vắng" (absent) is never "Vàng"
 * (gold). Accents that are merely missing, on either side, are none of these.
 */
export function createResultNames(names: readonly string[]) {
  const byForm = new Map(names.map((name) => [toForm(name), name]));
  const byKey = new Map<string, string[]>();
  for (const name of names) byKey.set(toNameKey(name), [name, ...(byKey.get(toNameKey(name)) ?? [])]);

  function find(word: string): NamedResult | null {
    const exact = byForm.get(word) ?? byForm.get(toForm(word));
    if (exact !== undefined) return { name: exact, how: 'exact' };
    const name = byKey.get(toNameKey(word))?.find((known) => !doContradict(known, word));
    return name === undefined ? null : { name, how: 'accents' };
  }

  return { find };
}

function toForm(text: string): string {
  return text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** Of two texts with one key: whether some word of theirs has accents on both sides of which neither holds the other's. */
function doContradict(one: string, other: string): boolean {
  const others = marksOf(other);
  return marksOf(one).some((marks, word) => {
    const against = others[word] ?? '';
    return !holds(marks, against) && !holds(against, marks);
  });
}

/** The accents of each word, in no order: `hòa` and `hoà` are one word; đ counts as an accent of d. */
function marksOf(text: string): string[] {
  const bare = text.normalize('NFD').replace(/[đĐ]/g, 'd\u0335');
  return bare
    .trim()
    .split(/\s+/)
    .map((word) => Array.from(word.matchAll(/\p{Mn}/gu), ([mark]) => mark).join(''));
}

function holds(whole: string, part: string): boolean {
  return Array.from(part).every((mark) => whole.includes(mark));
}
