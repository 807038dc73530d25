import { logoutEndpoint } from '../../../server/auth/auth.contract.ts';
import { useSession, useSignedIn } from '../../api/session.tsx';
import { useCall } from '../../api/use-call.ts';

/** Ends the session here and on the server. */
export function useSignOut(): () => void {
  const { token } = useSignedIn();
  const { end } = useSession();
  const callAs = useCall();
  return () => {
    // The window forgets the session whatever the server says; an answer that never comes must not hold anyone up.
    void callAs(logoutEndpoint, { token }, AbortSignal.timeout(2000)).then(end);
  };
}
