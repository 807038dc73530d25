import { Menu } from 'lucide-react';
import { useText } from '../../ui/language.tsx';
import { GatePill } from './GatePill.tsx';
import styles from './TopBar.module.css';

/** Sticks to the top of every page: what goes on in the center, one look. */
export function TopBar({ onMenu }: { readonly onMenu: () => void }) {
  const t = useText();
  return (
    <header className={styles.bar}>
      <button type="button" className={styles.menu} aria-label={t('panel.nav.open')} onClick={onMenu}>
        <Menu aria-hidden />
      </button>
      <div className={styles.status}>
        <GatePill />
      </div>
    </header>
  );
}
