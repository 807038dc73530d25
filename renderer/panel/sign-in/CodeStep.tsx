import { useText } from '../../ui/language.tsx';
import { CodeField } from './CodeField.tsx';
import { OtherWay } from './OtherWay.tsx';
import { StepForm } from './StepForm.tsx';
import type { SignIn } from './use-sign-in.ts';

type Props = { readonly signIn: SignIn; readonly email: string };

/** Six digits that came by mail. */
export function CodeStep({ signIn, email }: Props) {
  const t = useText();
  return (
    <StepForm
      signIn={signIn}
      submit={t('panel.sign-in.submit')}
      text={t('panel.sign-in.code.sent', { email })}
      onSubmit={({ code = '' }) => void signIn.signIn({ email, code })}
      others={
        <>
          <OtherWay onClick={() => void signIn.signIn({ email })}>{t('panel.sign-in.code.resend')}</OtherWay>
          <OtherWay onClick={signIn.startOver}>{t('panel.sign-in.other-email')}</OtherWay>
        </>
      }
    >
      <CodeField name="code" label={t('panel.sign-in.code')} />
    </StepForm>
  );
}
