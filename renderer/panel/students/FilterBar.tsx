import { X } from 'lucide-react';
import { useMemo } from 'react';
import type { StudentFacets } from '../../../server/students/students.contract.ts';
import { Button } from '../../ui/Button.tsx';
import { Combobox } from '../../ui/Combobox.tsx';
import { useLanguage, useText } from '../../ui/language.tsx';
import { SearchBox } from '../../ui/SearchBox.tsx';
import { Select } from '../../ui/Select.tsx';
import { resultKey, resultOptions } from './result-options.ts';
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

type FilterProps = Pick<Props, 'view' | 'facets'>;

/** The search box and what narrows the list beside it. A filter is absent where there is nothing to choose. */
export function FilterBar({ view, facets, text, onText, onLeave }: Props) {
  const t = useText();
  return (
    <div className={styles.bar}>
      <SearchBox
        label={t('panel.students.search')}
        hint={t('panel.students.search.hint')}
        clear={t('panel.search.clear')}
        value={text}
        onChange={onText}
        onLeave={onLeave}
      />
      <RoundFilter view={view} facets={facets} />
      <ResultFilter view={view} facets={facets} />
      <SchoolFilter view={view} facets={facets} />
      {view.isFiltered && (
        <Button size="medium" kind="ghost" icon={<X aria-hidden />} onClick={view.clearFilters}>
          {t('panel.students.clear-filters')}
        </Button>
      )}
    </div>
  );
}

function RoundFilter({ view, facets }: FilterProps) {
  const t = useText();
  const { filters, setFilters } = view;
  const rounds = facets?.rounds ?? [];
  if (rounds.length < 2 && filters.round === '') return null;
  return (
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
  );
}

function ResultFilter({ view, facets }: FilterProps) {
  const { t, locale } = useLanguage();
  const subjects = useSubjects();
  const { filters, setFilters } = view;
  const results = useMemo(() => resultOptions({ facets, subjects, t, locale }), [facets, subjects, t, locale]);
  const value = resultKey(filters);
  if (results.length < 2 && value === '') return null;
  return (
    <Select
      label={t('panel.students.result')}
      hidesLabel
      className={styles.filter}
      value={value}
      options={results}
      onChange={(key) => {
        const [subject = '', result = ''] = key.split('\n');
        setFilters({ subject, result });
      }}
    />
  );
}

function SchoolFilter({ view, facets }: FilterProps) {
  const { t, locale } = useLanguage();
  const { filters, setFilters } = view;
  const schools = (facets?.schools ?? []).filter(({ value }) => value !== '');
  if (schools.length < 2 && filters.school === '') return null;
  return (
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
  );
}
