import { useState, type SubmitEvent } from 'react';
import { changePasswordEndpoint, sessionsEndpoint } from '../../../server/auth/auth.contract.ts';
import { useSession, useSignedIn } from '../../api/session.tsx';
import { useSend } from '../../api/use-ask.ts';
import { Button } from '../../ui/Button.tsx';
import { useText } from '../../ui/language.tsx';
import { PasswordField } from '../../ui/PasswordField.tsx';
import { ProblemText } from '../../ui/ProblemText.tsx';
import { useToast } from '../../ui/Toast.tsx';
import styles from './AccountPage.module.css';

/** A new password ends every other session of the account; this window goes on with a new one. */
export function PasswordForm() {
  const t = useText();
  const tell = useToast();
  const session = useSignedIn();
  const { begin } = useSession();
  const [isUnlike, setUnlike] = useState(false);
  const { send, busy, problem } = useSend(changePasswordEndpoint, { refreshes: [sessionsEndpoint.path] });

  async function change(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget;
    const entries = new FormData(form);
    const [current, next, repeated] = ['current', 'next', 'repeated'].map((name) => entries.get(name));
    setUnlike(next !== repeated);
    if (next !== repeated) return;
    const answer = await send({ current_password: current, new_password: next, client: 'panel' });
    if (!answer.ok) return;
    begin({ ...session, token: answer.body.token });
    form.reset();
    tell(t('panel.password.done'));
  }

  return (
    <form className={styles.card} onSubmit={(event) => void change(event)} aria-label={t('panel.password.title')}>
      <h2>{t('panel.password.title')}</h2>
      <ProblemText problem={problem} />
      <PasswordField name="current" label={t('panel.password.current')} autoComplete="current-password" required />
      <PasswordField name="next" label={t('panel.password.new')} autoComplete="new-password" minLength={8} required />
      <PasswordField
        name="repeated"
        label={t('panel.password.repeat')}
        autoComplete="new-password"
        error={isUnlike ? t('panel.password.unlike') : null}
        required
      />
      <div className={styles.actions}>
        <Button type="submit" size="medium" busy={busy}>
          {t('panel.password.submit')}
        </Button>
      </div>
    </form>
  );
}
