import { ArchiveRestore, FolderOpen, Plus, Users, type LucideIcon } from 'lucide-react';
import type { Way } from '../../server/setup/setup.contract.ts';
import { useText } from '../ui/language.tsx';
import styles from './WayCards.module.css';

const ways: readonly { readonly way: Way; readonly icon: LucideIcon }[] = [
  { way: 'empty', icon: Plus },
  { way: 'demo', icon: Users },
  { way: 'restore', icon: ArchiveRestore },
  { way: 'adopt', icon: FolderOpen },
];

type Props = { readonly value: Way; readonly onChange: (way: Way) => void };

/** What a center may begin as, each with a sentence. */
export function WayCards({ value, onChange }: Props) {
  const t = useText();
  return (
    <fieldset>
      <legend className="for-readers">{t('setup.way')}</legend>
      <div className={styles.cards}>
        {ways.map(({ way, icon: Icon }) => (
          <label key={way} className={styles.card}>
            <input
              type="radio"
              name="way"
              value={way}
              className={styles.radio}
              checked={way === value}
              onChange={() => onChange(way)}
            />
            <Icon aria-hidden />
            <b>{t(`setup.way.${way}`)}</b>
            <span>{t(`setup.way.${way}.text`)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
