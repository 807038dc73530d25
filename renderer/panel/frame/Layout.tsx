import { useState } from 'react';
import { Outlet } from 'react-router';
import { useText } from '../../ui/language.tsx';
import styles from './Layout.module.css';
import { NavDrawer } from './NavDrawer.tsx';
import { SideBar } from './SideBar.tsx';
import { TopBar } from './TopBar.tsx';

/** Side bar, top bar, and the page between them. On a phone the side bar is behind a button of the top bar. */
export function Layout() {
  const t = useText();
  const [isNavOpen, setNavOpen] = useState(false);
  return (
    <div className={styles.panel}>
      <a className={styles.skip} href="#main">
        {t('panel.skip')}
      </a>
      <SideBar className={styles.side} />
      <div className={styles.body}>
        <TopBar onMenu={() => setNavOpen(true)} />
        <Outlet />
      </div>
      <NavDrawer isOpen={isNavOpen} onClose={() => setNavOpen(false)} />
    </div>
  );
}
