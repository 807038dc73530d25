import { useEffect, useEffectEvent } from 'react';
import type { PortalInfo } from '../../../server/portal/portal.contract.ts';
import { CodeStep } from './CodeStep.tsx';
import { FactorStep } from './FactorStep.tsx';
import { FirstStep } from './FirstStep.tsx';
import { LinkStep } from './LinkStep.tsx';
import { PasswordStep } from './PasswordStep.tsx';
import { useSignIn } from './use-sign-in.ts';

type Props = { readonly mode: PortalInfo['auth_mode']; readonly email?: string };

/** The one way to sign in that this center has set up, step by step. */
export function SignInForm({ mode, email = '' }: Props) {
  const signIn = useSignIn(mode);
  const followLink = useEffectEvent((token: string) => void signIn.signIn({ token }));
  useEffect(() => {
    const token = takeLinkToken();
    if (token !== null) followLink(token);
  }, []);
  const { step } = signIn;
  switch (step.kind) {
    case 'first':
      return <FirstStep signIn={signIn} email={email} hasPassword={mode === 'password'} />;
    case 'code':
      return <CodeStep signIn={signIn} email={step.email} />;
    case 'link':
      return <LinkStep signIn={signIn} email={step.email} />;
    case 'factor':
      return <FactorStep signIn={signIn} ticket={step.ticket} />;
    case 'password':
      return <PasswordStep signIn={signIn} token={step.token} />;
  }
}

/** The token of a link from a mail; taken out of the address at once, so that it is not left in the history. */
function takeLinkToken(): string | null {
  const url = new URL(location.href);
  const token = url.searchParams.get('token');
  if (token === null) return null;
  url.searchParams.delete('token');
  history.replaceState(null, '', url);
  return token;
}
