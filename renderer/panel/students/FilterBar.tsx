import { X } from 'lucide-react';
import { useMemo } from 'react';
import type { StudentFacets } from '../../../server/students/students.contract.ts';
import { Button } from '../../ui/Button.tsx';
import { Combobox } from '../../ui/Combobox.tsx';
import { useLanguage } from '../../ui/language.tsx';
import { Select } from '../../ui/Select.tsx';
import { resultKey, resultOptions } from './result-options.ts';
import { SearchBox } from './SearchBox.tsx';
import styles from './StudentsPage.module.css';
import type { ListView } from './use-list-view.ts';
import { useSubjects } from './use-subjects.ts';

type Props = {
  readonly view: ListView;
  readonly facets: StudentFacets | undefined;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onLeave: () => void;
};

/** The search box and what narrows the list beside it. A filter is absent where there is nothing to choose. */
export function FilterBar({ view, facets, text, onText, onLeave }: Props) {
  const { t, locale } = useLanguage();
  const subjects = useSubjects();
  const { filters, setFilters } = view;
  const results = useMemo(() => resultOptions({ facets, subjects, t, locale }), [facets, subjects, t, locale]);
  const rounds = facets?.rounds ?? [];
  const schools = (facets?.schools ?? []).filter(({ value }) => value !== '');
  return (
    <div className={styles.bar}>
      <SearchBox value={text} onChange={onText} onLeave={onLeave} />
      {(rounds.length > 1 || filters.round !== '') && (
        <Select
          label={t('panel.students.field.round')}
          hidesLabel
          className={styles.filter}
          value={filters.round}
          options={[
            { value: '', label: t('panel.students.all-rounds') },
            ...rounds.map(({ round_id, label }) => ({ value: round_id, label })),
          ]}
          onChange={(round) => setFilters({ round })}
        />
      )}
      {(results.length > 1 || filters.result + filters.subject !== '') && (
        <Select
          label={t('panel.students.result')}
          hidesLabel
          className={styles.filter}
          value={resultKey(filters)}
          options={results}
          onChange={(key) => {
            const [subject = '', result = ''] = key.split('\n');
            setFilters({ subject, result });
          }}
        />
      )}
      {(schools.length > 1 || filters.school !== '') && (
        <Combobox
          label={t('panel.students.field.school')}
          className={styles.filter}
          all={t('panel.students.all-schools')}
          search={t('panel.students.school.search')}
          empty={t('panel.students.school.none')}
          value={filters.school}
          options={schools.map(({ value, count }) => ({ value, note: count.toLocaleString(locale) }))}
          onChange={(school) => setFilters({ school })}
        />
      )}
      {view.isFiltered && (
        <Button size="medium" kind="ghost" icon={<X aria-hidden />} onClick={view.clearFilters}>
          {t('panel.students.clear-filters')}
        </Button>
      )}
    </div>
  );
}
