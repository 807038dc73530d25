import { MailCheck } from 'lucide-react';
import { useText } from '../../ui/language.tsx';
import { OtherWay } from './OtherWay.tsx';
import styles from './SignInPage.module.css';
import type { SignIn } from './use-sign-in.ts';

type Props = { readonly signIn: SignIn; readonly email: string };

/** The link in the mail opens the panel; this window may be closed. */
export function LinkStep({ signIn, email }: Props) {
  const t = useText();
  return (
    <div className={styles.form} role="status">
      <MailCheck aria-hidden className={styles.sent} />
      <p>{t('panel.sign-in.link.sent', { email })}</p>
      <p className={styles.quiet}>{t('panel.sign-in.link.wait')}</p>
      <OtherWay onClick={signIn.startOver}>{t('panel.sign-in.other-email')}</OtherWay>
    </div>
  );
}
