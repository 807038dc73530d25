import type { PortalInfo } from '../../../server/portal/portal.contract.ts';
import { Rosette } from '../../ui/Guilloche.tsx';
import { useText } from '../../ui/language.tsx';
import { Logo } from '../../ui/Logo.tsx';
import type { Preferences } from '../preferences.ts';
import { SignInForm } from './SignInForm.tsx';
import styles from './SignInPage.module.css';
import { SignInTools } from './SignInTools.tsx';

type Props = { readonly portal: PortalInfo; readonly preferences: Preferences };

/** The door of the panel. */
export function SignInPage({ portal, preferences }: Props) {
  const t = useText();
  return (
    <div className={styles.page}>
      <header className={styles.art}>
        <Rosette className={styles.rosette} />
        <p className={styles.center}>{portal.name}</p>
        <p>{t('panel.sign-in.offline')}</p>
      </header>
      <main className={styles.side}>
        <div className={styles.box}>
          <Logo url={portal.branding.logo_url} name={portal.name} />
          <h1>{t('panel.sign-in.title')}</h1>
          <SignInForm mode={portal.auth_mode} />
        </div>
        <SignInTools preferences={preferences} />
      </main>
    </div>
  );
}
