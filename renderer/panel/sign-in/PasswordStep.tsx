import { useState } from 'react';
import { useText } from '../../ui/language.tsx';
import { PasswordField } from '../../ui/PasswordField.tsx';
import { StepForm } from './StepForm.tsx';
import type { SignIn } from './use-sign-in.ts';

type Props = { readonly signIn: SignIn; readonly token: string };

/** A one-time code brought the user here once; from now on a password does. */
export function PasswordStep({ signIn, token }: Props) {
  const t = useText();
  const [isUnlike, setUnlike] = useState(false);
  return (
    <StepForm
      signIn={signIn}
      submit={t('panel.sign-in.set-password')}
      text={t('panel.sign-in.password-due')}
      onSubmit={({ password = '', repeated }) => {
        setUnlike(password !== repeated);
        if (password === repeated) void signIn.choosePassword(token, password);
      }}
    >
      <PasswordField
        name="password"
        label={t('panel.password.new')}
        autoComplete="new-password"
        minLength={8}
        autoFocus
        required
      />
      <PasswordField
        name="repeated"
        label={t('panel.password.repeat')}
        autoComplete="new-password"
        error={isUnlike ? t('panel.password.unlike') : null}
        required
      />
    </StepForm>
  );
}
