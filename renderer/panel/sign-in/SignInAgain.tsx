import { useId } from 'react';
import type { PortalInfo } from '../../../server/portal/portal.contract.ts';
import { useSession, useSignedIn } from '../../api/session.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { useText } from '../../ui/language.tsx';
import { Logo } from '../../ui/Logo.tsx';
import type { Preferences } from '../preferences.ts';
import { SignInForm } from './SignInForm.tsx';
import styles from './SignInPage.module.css';
import { SignInTools } from './SignInTools.tsx';

type Props = { readonly portal: PortalInfo; readonly preferences: Preferences };

/** Covers the page whole while the session is over. The browser's own modal, so that nothing behind it is reached. */
export function SignInAgain({ portal, preferences }: Props) {
  const t = useText();
  const heading = useId();
  const { end } = useSession();
  const { email } = useSignedIn();
  return (
    <Dialog labelledBy={heading} className={styles.again} onCancel={() => undefined}>
      <div className={styles.side}>
        <div className={styles.box}>
          <Logo url={portal.branding.logo_url} name={portal.name} />
          <div>
            <h1 id={heading}>{t('panel.sign-in.again')}</h1>
            <p className={styles.quiet}>{t('panel.sign-in.kept')}</p>
          </div>
          <SignInForm mode={portal.auth_mode} email={email} />
          <Button kind="ghost" size="medium" onClick={end}>
            {t('panel.sign-in.other')}
          </Button>
        </div>
        <SignInTools preferences={preferences} />
      </div>
    </Dialog>
  );
}
