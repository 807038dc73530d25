import { Menu, Search } from 'lucide-react';
import { useSignedIn } from '../../api/session.tsx';
import { useText } from '../../ui/language.tsx';
import { isAtLeast } from '../is-at-least.ts';
import { GatePill } from './GatePill.tsx';
import { JobsPill } from './JobsPill.tsx';
import styles from './TopBar.module.css';

type Props = { readonly onMenu: () => void; readonly onFind: () => void };

/** Sticks to the top of every page: what goes on in the center, one look. */
export function TopBar({ onMenu, onFind }: Props) {
  const t = useText();
  const { role } = useSignedIn();
  return (
    <header className={styles.bar}>
      <button type="button" className={styles.menu} aria-label={t('panel.nav.open')} onClick={onMenu}>
        <Menu aria-hidden />
      </button>
      <button type="button" className={styles.find} aria-keyshortcuts="Control+K" onClick={onFind}>
        <Search aria-hidden />
        <span>{t('panel.find')}</span>
        <kbd>{t('panel.find.key')}</kbd>
      </button>
      <div className={styles.status}>
        {isAtLeast(role, 'admin') && <JobsPill />}
        <GatePill />
      </div>
    </header>
  );
}
