import type { JobState } from '../../../server/jobs/jobs.contract.ts';
import type { Catalog, Translate } from '../../../server/i18n/translate.ts';
import { problemText } from '../../ui/problem.ts';
import { wordFacts } from './import-words.ts';

/** Why a list was not read, written or taken back, in words that say what to do. */
export function importProblem({ problem }: JobState, t: Translate, isText: Catalog['isText']): string {
  if (problem === null) return '';
  const { code } = problem;
  const name = code.replace(/^ingest\./, '');
  const own = [`panel.import.refusal.${name}`, `ingest.refusal.${name}`].find(isText);
  return t(own ?? problemText({ code, status: 400 }, isText), { code, ...wordFacts(problem.facts) });
}
