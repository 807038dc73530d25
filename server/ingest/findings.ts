import type { Finding, FindingCode, FindingLevel } from './ingest.contract.ts';

type Place = { readonly sheet: string; readonly row: number };

/** What was noticed while reading, counted and shown by the first few places; a million warnings cost no memory. */
export type Findings = ReturnType<typeof createFindings>;

const keptExamples = 5;

/** Hears of each example at once. */
export type NoticeListener = (code: FindingCode, level: FindingLevel, column: string, example: Example) => void;

export function createFindings(listener?: NoticeListener) {
  const found = new Map<string, Mutable>();

  /** `column` is a column of the config, or empty where the finding is about the whole list. */
  function note(code: FindingCode, level: FindingLevel, column: string, example: Example | null): void {
    const key = `${code}\n${column}`;
    const finding = found.get(key) ?? { code, level, column, count: 0, facts: {}, examples: [] };
    finding.count += 1;
    if (example !== null) listener?.(code, level, column, example);
    if (example !== null && finding.examples.length < keptExamples && !isToldAgain(finding, example)) {
      finding.examples.push(example);
    }
    found.set(key, finding);
  }

  /** A finding that is said once, with facts of its own. */
  function state(code: FindingCode, level: FindingLevel, column: string, facts: Finding['facts']): void {
    found.set(`${code}\n${column}\n${JSON.stringify(facts)}`, { code, level, column, count: 1, facts, examples: [] });
  }

  /** A finding that was gathered elsewhere. */
  function addWhole(finding: Finding): void {
    found.set(finding.code, { ...finding, examples: [...finding.examples] });
  }

  function list(): Finding[] {
    const rank: Record<FindingLevel, number> = { question: 0, warning: 1, info: 2 };
    return Array.from(found.values()).toSorted((a, b) => rank[a.level] - rank[b.level]);
  }

  return { note, state, addWhole, list };
}

/** Of results each word is shown once: a person says what it means. */
function isToldAgain({ code, examples }: Mutable, { before, after }: Example): boolean {
  return code.startsWith('result.') && examples.some((told) => told.before === before && told.after === after);
}

type Example = Finding['examples'][number];
type Mutable = { -readonly [Key in keyof Finding]: Key extends 'examples' ? Example[] : Finding[Key] };

export function exampleAt({ sheet, row }: Place, before: string, after: string): Example {
  return { sheet, row, before: before.slice(0, 120), after: after.slice(0, 120) };
}
