import { useState } from 'react';
import { Outlet } from 'react-router';
import { useText } from '../../ui/language.tsx';
import { Palette } from '../palette/Palette.tsx';
import { KeysDialog } from './KeysDialog.tsx';
import styles from './Layout.module.css';
import { NavDrawer } from './NavDrawer.tsx';
import { Notices } from './Notices.tsx';
import { SideBar } from './SideBar.tsx';
import { TopBar } from './TopBar.tsx';
import { usePanelKeys } from './use-panel-keys.ts';
import { usePresence } from './use-presence.ts';

type Over = 'nav' | 'palette' | 'keys';

/** Side bar, top bar, and the page between them. On a phone the side bar is behind a button of the top bar. */
export function Layout() {
  const t = useText();
  const [over, setOver] = useState<Over | null>(null);
  const close = () => setOver(null);
  usePresence();
  usePanelKeys({ onPalette: () => setOver('palette'), onKeys: () => setOver('keys') });
  return (
    <div className={styles.panel}>
      <a className={styles.skip} href="#main">
        {t('panel.skip')}
      </a>
      <SideBar className={styles.side} />
      <div className={styles.body}>
        <TopBar onMenu={() => setOver('nav')} onFind={() => setOver('palette')} />
        <Notices />
        <Outlet />
      </div>
      {over === 'nav' && <NavDrawer onClose={close} />}
      {over === 'palette' && <Palette onClose={close} onKeys={() => setOver('keys')} />}
      {over === 'keys' && <KeysDialog onClose={close} />}
    </div>
  );
}
