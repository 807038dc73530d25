import { exampleAt } from './findings.ts';
import type { Finding } from './ingest.contract.ts';

type Place = { readonly sheet: string; readonly row: number };

/** Watches how many digits registration numbers have: a few shorter than the rest may have lost their zeros. */
export function createNumberWidths() {
  const widths = new Map<number, { count: number; zeros: number; readonly examples: Finding['examples'] }>();

  function count(sbd: string, place: Place): void {
    if (!isNumber(sbd)) return;
    const seen = widths.get(sbd.length) ?? { count: 0, zeros: 0, examples: [] };
    if (seen.count === 0) widths.set(sbd.length, seen);
    seen.count += 1;
    if (sbd.startsWith('0')) seen.zeros += 1;
    if (seen.examples.length < 3) seen.examples.push(exampleAt(place, sbd, ''));
  }

  /** Those shorter than nine tenths of all, or than half of all where such begin with 0; null where there are none. */
  function short(): Pick<Finding, 'count' | 'facts' | 'examples'> | null {
    const all = Array.from(widths);
    const total = all.reduce((sum, [, seen]) => sum + seen.count, 0);
    const isUsual = ({ count, zeros }: { readonly count: number; readonly zeros: number }) =>
      count < total && (count >= total * 0.9 || (zeros > 0 && count > total / 2));
    const usual = all.find(([, seen]) => isUsual(seen));
    if (usual === undefined) return null;
    const shorter = all.filter(([width]) => width < usual[0]).map(([, seen]) => seen);
    if (shorter.length === 0) return null;
    const number = shorter.reduce((sum, seen) => sum + seen.count, 0);
    return {
      count: number,
      facts: { width: usual[0] },
      examples: shorter.flatMap(({ examples }) => examples).slice(0, 5),
    };
  }

  return { count, short };
}

/** Two to fifteen digits. */
function isNumber(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 48 || code > 57) return false;
  }
  return text.length >= 2 && text.length <= 15;
}
