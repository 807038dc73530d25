import { Field } from '../../ui/Field.tsx';
import { useText } from '../../ui/language.tsx';
import { PasswordField } from '../../ui/PasswordField.tsx';
import styles from './SignInPage.module.css';
import { StepForm } from './StepForm.tsx';
import type { SignIn } from './use-sign-in.ts';

type Props = { readonly signIn: SignIn; readonly email: string; readonly hasPassword: boolean };

/** E-mail and password; the e-mail alone where a code or a link comes by mail. */
export function FirstStep({ signIn, email, hasPassword }: Props) {
  const t = useText();
  return (
    <StepForm
      signIn={signIn}
      submit={t(hasPassword ? 'panel.sign-in.submit' : 'panel.sign-in.go-on')}
      text={hasPassword ? undefined : t('panel.sign-in.by-mail')}
      onSubmit={(fields) => void signIn.signIn(fields)}
      others={hasPassword && <p className={styles.quiet}>{t('panel.sign-in.forgot')}</p>}
    >
      <Field
        name="email"
        label={t('panel.sign-in.email')}
        type="email"
        autoComplete="username"
        defaultValue={email}
        autoFocus={email === ''}
        required
      />
      {hasPassword && (
        <PasswordField
          name="password"
          label={t('panel.sign-in.password')}
          autoComplete="current-password"
          autoFocus={email !== ''}
          required
        />
      )}
    </StepForm>
  );
}
