import { Pencil } from 'lucide-react';
import type { SearchMode } from '../../../server/portal/portal.contract.ts';
import { useText } from '../../ui/language.tsx';
import { toDateText } from '../date-words.ts';
import screen from '../Screen.module.css';
import { fieldsOf, type KioskState } from '../views.ts';
import styles from './SumScreen.module.css';

const labels = {
  name: 'kiosk.search.name',
  date: 'kiosk.search.dob',
  sbd: 'kiosk.search.sbd',
  phone: 'kiosk.search.phone',
} as const;

type Props = { readonly state: KioskState; readonly mode: SearchMode; readonly onEdit: () => void };

/** What was typed, to look at once more before it is searched. */
export function Entered({ state: { entries, asksSbd }, mode, onEdit }: Props) {
  const t = useText();
  return (
    <div className={styles.entered}>
      <dl>
        {fieldsOf(mode, asksSbd).map((field) => (
          <div key={field}>
            <dt>{t(labels[field])}</dt>
            <dd>{field === 'date' ? toDateText(entries) : entries[field]}</dd>
          </div>
        ))}
      </dl>
      <button type="button" className={screen.link} onClick={onEdit}>
        <Pencil aria-hidden />
        <span>{t('kiosk.sum.edit')}</span>
      </button>
    </div>
  );
}
