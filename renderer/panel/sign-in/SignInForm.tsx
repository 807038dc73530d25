import { useState, type SubmitEvent } from 'react';
import { loginEndpoint } from '../../../server/auth/auth.contract.ts';
import { call } from '../../api/call.ts';
import { useSession } from '../../api/session.tsx';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { useText } from '../../ui/language.tsx';
import type { Problem } from '../../ui/problem.ts';
import { PasswordField } from '../../ui/PasswordField.tsx';
import { RefusedSignIn } from './RefusedSignIn.tsx';
import styles from './SignInPage.module.css';

/** E-mail and password. What was typed stays after a refusal; the password alone is asked anew. */
export function SignInForm({ email = '' }: { readonly email?: string }) {
  const t = useText();
  const { begin } = useSession();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  async function signIn(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget;
    const entries = new FormData(form);
    const asked = { email: textOf(entries, 'email'), password: textOf(entries, 'password') };
    setBusy(true);
    const answer = await call(loginEndpoint, asked);
    setBusy(false);
    if (!answer.ok) {
      setProblem(answer.problem);
      form.querySelector<HTMLInputElement>('[name=password]')?.select();
      return;
    }
    const { token, role } = answer.body;
    if (token !== null && role !== null) begin({ token, role, email: asked.email.trim().toLowerCase() });
  }

  return (
    <form className={styles.form} onSubmit={(event) => void signIn(event)}>
      <RefusedSignIn problem={problem} />
      <Field
        name="email"
        label={t('panel.sign-in.email')}
        type="email"
        autoComplete="username"
        defaultValue={email}
        autoFocus={email === ''}
        required
      />
      <PasswordField
        name="password"
        label={t('panel.sign-in.password')}
        autoComplete="current-password"
        autoFocus={email !== ''}
        required
      />
      <Button type="submit" kind="primary" size="medium" busy={busy}>
        {t('panel.sign-in.submit')}
      </Button>
      <p className={styles.quiet}>{t('panel.sign-in.forgot')}</p>
    </form>
  );
}

function textOf(entries: FormData, name: string): string {
  const value = entries.get(name);
  return typeof value === 'string' ? value : '';
}
