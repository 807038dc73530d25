import type { JobState } from '../../../server/jobs/jobs.contract.ts';
import type { Catalog, Translate } from '../../../server/i18n/translate.ts';
import { problemText } from '../../ui/problem.ts';
import { wordFacts } from './import-words.ts';

const fields = ['sbd', 'name', 'dob'] as const;

/** Why a list was not read, written or taken back, in words that say what to do. */
export function importProblem({ problem }: JobState, t: Translate, isText: Catalog['isText']): string {
  if (problem === null) return '';
  const { code } = problem;
  const name = code.replace(/^ingest\./, '');
  const own = [`panel.import.refusal.${name}`, `ingest.refusal.${name}`].find(isText);
  const facts = { ...problem.facts, ...(name === 'columns-missing' && { missing: fieldNames(problem.facts, t) }) };
  return t(own ?? problemText({ code, status: 400 }, isText), { code, ...wordFacts(facts) });
}

function fieldNames({ missing }: Readonly<Record<string, unknown>>, t: Translate): readonly string[] {
  const named = Array.isArray(missing) ? missing.map(String) : [];
  return fields.filter((field) => named.includes(field)).map((field) => t(`panel.import.field.${field}`));
}
