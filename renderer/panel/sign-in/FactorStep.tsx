import { useState } from 'react';
import { Field } from '../../ui/Field.tsx';
import { useText } from '../../ui/language.tsx';
import { CodeField } from './CodeField.tsx';
import { OtherWay } from './OtherWay.tsx';
import { StepForm } from './StepForm.tsx';
import type { SignIn } from './use-sign-in.ts';

type Props = { readonly signIn: SignIn; readonly ticket: string };

/** The code of the authenticator app, or one of the recovery codes. */
export function FactorStep({ signIn, ticket }: Props) {
  const t = useText();
  const [isRecovery, setRecovery] = useState(false);
  return (
    <StepForm
      signIn={signIn}
      submit={t('panel.sign-in.submit')}
      text={t(isRecovery ? 'panel.sign-in.recovery.text' : 'panel.sign-in.totp.text')}
      onSubmit={(fields) => void signIn.signIn({ ticket, ...fields })}
      others={
        <>
          <OtherWay onClick={() => setRecovery(!isRecovery)}>
            {t(isRecovery ? 'panel.sign-in.use-totp' : 'panel.sign-in.use-recovery')}
          </OtherWay>
          <OtherWay onClick={signIn.startOver}>{t('panel.sign-in.start-over')}</OtherWay>
        </>
      }
    >
      {isRecovery ? (
        <Field
          key="recovery"
          name="recovery_code"
          label={t('panel.sign-in.recovery')}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          data-secret
          autoFocus
          required
        />
      ) : (
        <CodeField key="totp" name="totp" label={t('panel.sign-in.totp')} />
      )}
    </StepForm>
  );
}
