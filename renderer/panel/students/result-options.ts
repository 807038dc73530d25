import type { Locale, Translate } from '../../../server/i18n/translate.ts';
import type { StudentFacets } from '../../../server/students/students.contract.ts';
import type { Option } from '../../ui/Select.tsx';
import type { ListFilters } from './use-list-view.ts';
import type { SubjectName } from './use-subjects.ts';

type Parts = {
  readonly facets: StudentFacets | undefined;
  readonly subjects: readonly SubjectName[];
  readonly t: Translate;
  readonly locale: Locale;
};

/** One choice of the filter by result. */
export function resultKey({ subject, result }: Pick<ListFilters, 'subject' | 'result'>): string {
  return subject === '' && result === '' ? '' : `${subject}\n${result}`;
}

/** Any result; a result in any subject; any result of a subject; a result of a subject, with how many have it. */
export function resultOptions({ facets, subjects, t, locale }: Parts): readonly Option<string>[] {
  const results = facets?.results ?? [];
  const bySubject = results.map((one) => ({
    ...one,
    label: subjects.find(({ code }) => code === one.subject_code)?.label ?? one.subject_label,
  }));
  const values = [...new Set(results.flatMap((one) => one.values.map(({ value }) => value)))];
  const option = (subject: string, result: string, label: string) => ({
    value: resultKey({ subject, result }),
    label,
  });
  const counted = (count: number) => t('panel.students.counted', { count, shown: count.toLocaleString(locale) });
  return [
    { value: '', label: t('panel.students.all-results') },
    ...(results.length > 1
      ? values.map((value) => option('', value, t('panel.students.any-subject', { result: value })))
      : []),
    ...bySubject.flatMap((one) => [
      {
        ...option(one.subject_code, '', t('panel.students.any-result', { subject: one.label })),
        hint: counted(one.total),
      },
      ...one.values.map(({ value, count }) => ({
        ...option(one.subject_code, value, t('panel.students.subject-result', { subject: one.label, result: value })),
        hint: counted(count),
      })),
    ]),
  ];
}
