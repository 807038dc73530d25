import { NavLink } from 'react-router';
import type { Role } from '../../../server/caller.ts';
import { useText } from '../../ui/language.tsx';
import { pagesFor, type PanelPage } from '../pages.ts';
import styles from './SideBar.module.css';

const groups = [
  { id: 'work', title: null },
  { id: 'watch', title: 'panel.nav.watch' },
  { id: 'setup', title: 'panel.nav.setup' },
] as const;

type Props = { readonly role: Role; readonly onGo: (() => void) | undefined };

export function PageLinks({ role, onGo }: Props) {
  const t = useText();
  const seen = pagesFor(role);
  return (
    <div className={styles.links}>
      {groups.map(({ id, title }) => {
        const own = seen.filter(({ group }) => group === id);
        if (own.length === 0) return null;
        return (
          <div key={id}>
            {title !== null && <h2>{t(title)}</h2>}
            <ul>
              {own.map((page) => (
                <li key={page.path}>
                  <PageLink page={page} onGo={onGo} />
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </div>
  );
}

function PageLink({ page, onGo }: { readonly page: PanelPage; readonly onGo: (() => void) | undefined }) {
  const t = useText();
  const Icon = page.icon;
  return (
    <NavLink to={page.path} title={t(page.label)} onClick={onGo}>
      <Icon aria-hidden />
      <span>{t(page.label)}</span>
    </NavLink>
  );
}
