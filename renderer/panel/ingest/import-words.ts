import type { FindingCode } from '../../../server/ingest/ingest.contract.ts';
import type { Catalog, TextFacts, TextKey } from '../../../server/i18n/translate.ts';

type Facts = Readonly<Record<string, unknown>>;

/** Facts as a text takes them: lists with commas. */
export function wordFacts(facts: Facts): TextFacts {
  const said = Object.entries(facts).flatMap(([name, fact]): [string, string | number][] => {
    if (typeof fact === 'string' || typeof fact === 'number') return [[name, fact]];
    return Array.isArray(fact) ? [[name, fact.map(String).join(', ')]] : [];
  });
  return Object.fromEntries(said);
}

/** What was noticed. The command line names its options in some of these; the panel has words of its own there. */
export function findingKey(code: FindingCode, isText: Catalog['isText']): TextKey {
  const own = `panel.import.finding.${code}`;
  return isText(own) ? own : `ingest.finding.${code}`;
}
