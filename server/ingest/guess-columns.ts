import { dateHeads, familyHeads, fit, foldHead, givenHeads, type Target } from './known-heads.ts';

/** Where a column's value comes from, cell places from 0. */
export type Source =
  | { readonly kind: 'one'; readonly index: number }
  | { readonly kind: 'name-parts'; readonly family: number; readonly given: number }
  | { readonly kind: 'date-parts'; readonly day: number; readonly month: number; readonly year: number };

export type ColumnUse = { readonly target: Target; readonly source: Source; readonly head: string };

export type Guess = {
  readonly uses: readonly ColumnUse[];
  /** Heads that fit a column just as well as the one taken. */
  readonly rivals: readonly { readonly target: Target; readonly head: string }[];
  readonly score: number;
};

/** A column's head as it stands; the forms are what it may be recognised by (both rows, the lower, old letters decoded). */
export type Head = { readonly text: string; readonly forms: readonly string[] };

export type HeadSample = {
  readonly heads: readonly Head[];
  /** Places that no one sees; used only where no visible one serves. */
  readonly hidden: ReadonlySet<number>;
  /** Texts of the first data rows under one head. */
  readonly columnTexts: (index: number) => readonly string[];
};

type Claim = { readonly target: Target; readonly source: Source; readonly score: number };

/** The best column for each target: split names and dates first, then the best fits, each column used once. */
export function guessColumns(targets: readonly Target[], sample: HeadSample): Guess {
  const folded = sample.heads.map(({ forms }) => forms.map(foldHead));
  const claims = [
    ...dateParts(targets, folded),
    ...nameParts(targets, folded, sample),
    ...oneColumn(targets, folded, sample),
  ];
  claims.sort((a, b) => b.score - a.score || placesOf(a.source)[0] - placesOf(b.source)[0]);
  const takenColumns = new Set<number>();
  const uses = new Map<Target, ColumnUse>();
  const rivals: { target: Target; head: string }[] = [];
  let score = 0;
  for (const claim of claims) {
    const places = placesOf(claim.source);
    if (places.some((place) => takenColumns.has(place))) continue;
    const head = places
      .map((place) => sample.heads[place]?.text ?? '')
      .filter(Boolean)
      .join(' + ');
    if (uses.has(claim.target)) {
      if (claim.score >= 3) rivals.push({ target: claim.target, head });
      continue;
    }
    for (const place of places) takenColumns.add(place);
    uses.set(claim.target, { target: claim.target, source: claim.source, head });
    score += Math.min(claim.score, 6);
  }
  return { uses: targets.flatMap((target) => uses.get(target) ?? []), rivals, score };
}

export function placesOf(source: Source): readonly [number, ...number[]] {
  switch (source.kind) {
    case 'one':
      return [source.index];
    case 'name-parts':
      return [source.family, source.given];
    case 'date-parts':
      return [source.day, source.month, source.year];
  }
}

function oneColumn(
  targets: readonly Target[],
  folded: readonly (readonly string[])[],
  { hidden }: HeadSample,
): Claim[] {
  return folded.flatMap((forms, index) =>
    targets.flatMap((target): Claim[] => {
      const best = Math.max(0, ...forms.map((form) => fit(target, form)));
      if (best === 0) return [];
      return [{ target, source: { kind: 'one', index }, score: hidden.has(index) ? best / 10 : best }];
    }),
  );
}

/** Three columns in a row: day, month, year. */
function dateParts(targets: readonly Target[], folded: readonly (readonly string[])[]): Claim[] {
  const target = targets.find(({ field, named }) => field === 'dob' && named.length === 0);
  if (target === undefined) return [];
  const isPart = (index: number, part: number) =>
    folded[index]?.some((form) => dateHeads[part]?.includes(form) && !target.ignored.includes(form)) ?? false;
  return folded.flatMap((_, day): Claim[] => {
    if (![0, 1, 2].every((part) => isPart(day + part, part))) return [];
    return [{ target, source: { kind: 'date-parts', day, month: day + 1, year: day + 2 }, score: 4 }];
  });
}

/** Family and middle name beside the given name, under heads of their own or with an empty second head. */
function nameParts(targets: readonly Target[], folded: readonly (readonly string[])[], sample: HeadSample): Claim[] {
  const target = targets.find(({ field, named }) => field === 'name' && named.length === 0);
  if (target === undefined) return [];
  return folded.flatMap((forms, family): Claim[] => {
    const next = folded[family + 1] ?? ['-'];
    const isFamily = forms.some((form) => familyHeads.includes(form) && !target.ignored.includes(form));
    const isName = forms.some((form) => fit(target, form) >= 3);
    const isGiven = next.some((form) => givenHeads.includes(form));
    const isBare = next.every((form) => form === '');
    const isPair =
      (isFamily && isGiven) || ((isFamily || isName) && (isBare || isGiven) && holdsGivenNames(sample, family));
    return isPair ? [{ target, source: { kind: 'name-parts', family, given: family + 1 }, score: 5 }] : [];
  });
}

/** Most rows have a short word without digits on the right that does not end what stands on the left. */
function holdsGivenNames({ columnTexts }: HeadSample, family: number): boolean {
  const left = columnTexts(family);
  const right = columnTexts(family + 1);
  const filled = left.flatMap((text, index) =>
    text.trim() === '' ? [] : [[text.trim(), (right[index] ?? '').trim()] as const],
  );
  const good = filled.filter(
    ([full, given]) => /^\p{L}[\p{L}\p{M}'’\s-]{0,30}$/u.test(given) && !full.endsWith(` ${given}`),
  );
  return filled.length > 0 && good.length >= filled.length * 0.6;
}
