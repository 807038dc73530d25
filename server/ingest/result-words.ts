import type { SubjectConfig } from '../config/cert-config.ts';
import { createResultNames } from '../values/result-name.ts';
import { foldHead } from './known-heads.ts';

const meanings: readonly (readonly [string, RegExp])[] = [
  ['special', /^(GIAI |G )?(DAC BIET|DB)$/],
  ['first', /^(GIAI |G )?(NHAT|I|1|FIRST)( PRIZE)?$/],
  ['second', /^(GIAI |G )?(NHI|II|2|SECOND)( PRIZE)?$/],
  ['third', /^(GIAI |G )?(BA|III|3|THIRD)( PRIZE)?$/],
  ['fourth', /^(GIAI |G )?(TU|IV|4)$/],
  ['consolation', /^(GIAI |G )?(KK|KHUYEN KHICH|CONSOLATION|HONORABLE MENTION)( PRIZE)?$/],
  ['gold', /^(HCV|HC VANG|HUY CHUONG VANG|VANG|GOLD)( MEDAL)?$/],
  ['silver', /^(HCB|HC BAC|HUY CHUONG BAC|BAC|SILVER)( MEDAL)?$/],
  ['bronze', /^(HCD|HC DONG|HUY CHUONG DONG|DONG|BRONZE)( MEDAL)?$/],
  ['pass', /^(D|DAT|PASS|PASSED)$/],
  ['fail', /^(KD|KHONG DAT|K DAT|0 DAT|HONG|TRUOT|FAIL|FAILED)$/],
  ['absent', /^(V|VANG|VANG MAT|VANG THI|BO THI|ABSENT)$/],
];

/** What a result word means, whatever its spelling; null where it means nothing known, or two things. */
export function meaningOf(word: string): string | null {
  const plain = word.normalize('NFC').toLowerCase();
  if (/vắng/.test(plain)) return 'absent';
  if (foldHead(word) === 'VANG' && !plain.includes('à')) return null;
  return meanings.find(([, form]) => form.test(foldHead(word)))?.[0] ?? null;
}

export type ResultReading = {
  /** What is stored. */
  readonly text: string;
  readonly how: 'known' | 'empty' | 'mapped' | 'proposed' | 'no-award' | 'accents' | 'unknown';
  /** For `proposed` and `accents`: the configured name that is probably meant. */
  readonly proposal: string;
};

type Rules = {
  readonly results: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly mapResults: readonly (readonly [string, string])[];
  readonly acceptProposals: boolean;
};

/** Reads the words of one subject. Each distinct word is judged once. */
export function createResultReader({ code }: SubjectConfig, { results, mapResults, acceptProposals }: Rules) {
  const names = Object.keys(results[code] ?? {});
  const known = createResultNames(names);
  const byMeaning = new Map(names.map((name) => [meaningOf(name), name]));
  const told = new Map(mapResults);
  const words = createResultNames([...told.keys()]);
  const judged = new Map<string, ResultReading>();

  function read(word: string): ResultReading {
    const before = judged.get(word);
    if (before !== undefined) return before;
    const reading = judge(word);
    if (judged.size < 10_000) judged.set(word, reading);
    return reading;
  }

  function judge(word: string): ResultReading {
    if (word === '') return { text: '', how: 'empty', proposal: '' };
    const mapped = told.get(words.find(word)?.name ?? '');
    if (mapped !== undefined) return { text: mapped, how: 'mapped', proposal: mapped };
    const found = known.find(word);
    if (found === null) return guess(word);
    return { text: word, how: isPlain(word, found.how) ? 'known' : 'accents', proposal: found.name };
  }

  function guess(word: string): ResultReading {
    const meaning = meaningOf(word);
    const proposal = meaning === null ? undefined : byMeaning.get(meaning);
    if (proposal !== undefined) {
      return { text: acceptProposals ? proposal : word, how: acceptProposals ? 'mapped' : 'proposed', proposal };
    }
    return { text: word, how: meaning === 'fail' || meaning === 'absent' ? 'no-award' : 'unknown', proposal: '' };
  }

  return { names, read };
}

/** Words without accents say the same as any, but VANG, which is as often "vắng" (absent) as "vàng" (gold). */
function isPlain(word: string, how: 'exact' | 'accents'): boolean {
  return how === 'exact' || (!/[^\0-\x7f]/.test(word) && foldHead(word) !== 'VANG');
}
