import type { Locale, Translate } from '../../../server/i18n/translate.ts';
import type { StudentFacets } from '../../../server/students/students.contract.ts';
import type { ListView } from './use-list-view.ts';
import type { StudentRows } from './use-student-rows.ts';

type Parts = {
  readonly facets: StudentFacets | undefined;
  readonly found: Pick<StudentRows, 'rows' | 'total'>;
  /** By more than the round. */
  readonly isNarrowed: boolean;
  readonly view: Pick<ListView, 'filters'>;
  readonly t: Translate;
  readonly locale: Locale;
};

/** How many there are, and of how many where the list is narrowed. A row is a student in one round. */
export function listLine({ facets, found, isNarrowed, view, t, locale }: Parts): string {
  if (!facets || !found.rows) return t('panel.students.line');
  const show = (count: number) => count.toLocaleString(locale);
  const round = shownRound(facets, view.filters.round);
  if (isNarrowed) {
    const total = round ? round.count : facets.total;
    return t('panel.students.line.found', { found: show(found.total), total: show(total) });
  }
  if (!round) return t('panel.students.line.rounds', { count: show(facets.total), rounds: facets.rounds.length });
  return t('panel.students.line.round', { count: show(found.total), round: round.label });
}

/** The one round the list shows; undefined for several. */
function shownRound({ rounds }: StudentFacets, id: string): StudentFacets['rounds'][number] | undefined {
  return id === '' && rounds.length === 1 ? rounds[0] : rounds.find(({ round_id: one }) => one === id);
}
