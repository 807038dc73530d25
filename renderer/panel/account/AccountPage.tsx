import { LogOut } from 'lucide-react';
import { sessionEndpoint } from '../../../server/auth/auth.contract.ts';
import { useSignedIn } from '../../api/session.tsx';
import { useAsk } from '../../api/use-ask.ts';
import { Button } from '../../ui/Button.tsx';
import { useText } from '../../ui/language.tsx';
import { ProblemText } from '../../ui/ProblemText.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Page } from '../frame/Page.tsx';
import { useSignOut } from '../frame/use-sign-out.ts';
import styles from './AccountPage.module.css';
import { PasswordForm } from './PasswordForm.tsx';
import { SecondFactor } from './SecondFactor.tsx';
import { SessionList } from './SessionList.tsx';

/** One's own account: password, second factor, where one is signed in. */
export function AccountPage() {
  const t = useText();
  const { email, role } = useSignedIn();
  const signOut = useSignOut();
  const { body: who, problem } = useAsk(sessionEndpoint, {});
  return (
    <Page
      title={t('panel.page.account')}
      line={t('panel.account.line', { email, role: t(`panel.role.${role}`) })}
      actions={
        <Button size="medium" icon={<LogOut aria-hidden />} onClick={signOut}>
          {t('panel.sign-out')}
        </Button>
      }
    >
      <ProblemText problem={problem} />
      <div className={styles.cards}>
        {!who && !problem && <Skeleton lines={6} />}
        {who?.has_password && <PasswordForm />}
        {who && <SecondFactor who={who} />}
      </div>
      <section className={styles.sessions}>
        <h2>{t('panel.account.sessions')}</h2>
        <SessionList />
      </section>
    </Page>
  );
}
