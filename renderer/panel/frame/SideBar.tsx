import { useSignedIn } from '../../api/session.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useText } from '../../ui/language.tsx';
import { Logo } from '../../ui/Logo.tsx';
import { AccountMenu } from './AccountMenu.tsx';
import { PageLinks } from './PageLinks.tsx';
import { usePanel } from './panel-context.ts';
import styles from './SideBar.module.css';

type Props = { readonly className?: string | undefined; readonly onGo?: () => void; readonly isWide?: boolean };

/** The pages of this role in groups, the center on top, the user below. Icons alone where the window is narrow. */
export function SideBar({ className, onGo, isWide = false }: Props) {
  const t = useText();
  const { portal } = usePanel();
  const { role } = useSignedIn();
  return (
    <nav
      className={classNames(styles.side, isWide && styles.wide, className)}
      aria-label={t('panel.nav')}
      data-wide={isWide || undefined}
    >
      <div className={styles.brand}>
        <Logo url={portal.branding.logo_url} name={portal.name} className={styles.logo} />
        <div className={styles.words}>
          <b>{portal.name}</b>
          <small>{t('panel.name')}</small>
        </div>
      </div>
      <PageLinks role={role} onGo={onGo} />
      <AccountMenu />
    </nav>
  );
}
