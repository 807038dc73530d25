import { useState } from 'react';
import { loginEndpoint, sessionEndpoint } from '../../server/auth/auth.contract.ts';
import { setupAccountEndpoint } from '../../server/setup/setup.contract.ts';
import { call } from '../api/call.ts';
import { keepDevice, readDevice } from '../api/known-device.ts';
import { useSession } from '../api/session.tsx';
import type { Problem } from '../ui/problem.ts';
import { dropDraft } from './draft.ts';
import type { Made } from './made.ts';

type Credentials = { readonly email: string; readonly password: string };

/** Makes the first account and signs this window in with it. A refusal leaves what was typed. */
export function useAccount(onMade: (made: Made) => void) {
  const { begin } = useSession();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  async function create(credentials: Credentials): Promise<void> {
    setBusy(true);
    const answer = await call(setupAccountEndpoint, credentials);
    if (answer.ok) {
      dropDraft();
      const isSignedIn = answer.body.auth_mode === 'password' && (await signIn(credentials));
      onMade({ email: credentials.email, isSignedIn });
    } else setProblem(answer.problem);
    setBusy(false);
  }

  /** False where it did not work: the account is there, and the sign-in page does it. */
  async function signIn(credentials: Credentials): Promise<boolean> {
    const answer = await call(loginEndpoint, { ...credentials, client: 'panel', device: readDevice() });
    if (!answer.ok || answer.body.token === null) return false;
    const { token, device } = answer.body;
    if (device !== undefined) keepDevice(device);
    const who = await call(sessionEndpoint, {}, undefined, token);
    if (!who.ok) return false;
    begin({ token, email: who.body.email, role: who.body.role });
    return true;
  }

  return { busy, problem, create, clear: () => setProblem(null) };
}
