import { useSearchParams } from 'react-router';
import { auditFiltersEndpoint } from '../../../server/audit/audit.contract.ts';
import { useAsk } from '../../api/use-ask.ts';
import { useText } from '../../ui/language.tsx';
import { SearchBox } from '../../ui/SearchBox.tsx';
import { Select } from '../../ui/Select.tsx';
import styles from './AuditPage.module.css';
import { kinds } from './kinds.ts';
import { periods } from './period.ts';
import { readFilters, type Filters } from './read-filters.ts';

type Props = {
  readonly target: string;
  readonly onTarget: (target: string) => void;
};

/** Time, person and kind stand in the address; what was typed does not, for it may be somebody's number. */
export function AuditFilters({ target, onTarget }: Props) {
  const t = useText();
  const [address, setAddress] = useSearchParams();
  const { period, person, kind } = readFilters(address);
  const { body } = useAsk(auditFiltersEndpoint, {});
  const people = body?.people ?? [];
  const set = (name: keyof Filters) => (value: string) =>
    setAddress(
      (before) => {
        const next = new URLSearchParams(before);
        next.set(name, value);
        next.delete('entry');
        return next;
      },
      { replace: true },
    );
  return (
    <div className={styles.filters}>
      <Select
        label={t('panel.audit.at')}
        hidesLabel
        value={period}
        options={periods.map((value) => ({ value, label: t(`panel.audit.period.${value}`) }))}
        onChange={set('period')}
      />
      <Select
        label={t('panel.audit.person')}
        hidesLabel
        value={person}
        options={[
          { value: 'all', label: t('panel.audit.everyone') },
          ...people.map(({ user_id: value, email }) => ({ value, label: email ?? value })),
          { value: 'system', label: t('panel.audit.person.system') },
        ]}
        onChange={set('person')}
      />
      <Select
        label={t('panel.audit.kind')}
        hidesLabel
        value={kind}
        options={[
          { value: 'all', label: t('panel.audit.everything') },
          ...kinds.map(({ kind: value, label }) => ({ value, label: t(label) })),
        ]}
        onChange={set('kind')}
      />
      <SearchBox
        label={t('panel.audit.find')}
        hint={t('panel.audit.find')}
        clear={t('panel.search.clear')}
        value={target}
        onChange={onTarget}
      />
    </div>
  );
}
