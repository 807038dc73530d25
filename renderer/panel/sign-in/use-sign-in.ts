import { useState } from 'react';
import type { z } from 'zod';
import {
  changePasswordEndpoint,
  loginEndpoint,
  sessionEndpoint,
  type LoginResponse,
} from '../../../server/auth/auth.contract.ts';
import type { PortalInfo } from '../../../server/portal/portal.contract.ts';
import { call } from '../../api/call.ts';
import { useSession } from '../../api/session.tsx';
import type { Problem } from '../../ui/problem.ts';
import { keepDevice, readDevice } from '../../api/known-device.ts';
import type { Step } from './steps.ts';

type Asked = Partial<z.input<typeof loginEndpoint.request>>;

/** A sign-in from its first step to the session. A refusal stays until the next try, and leaves the step as it is. */
export function useSignIn(mode: PortalInfo['auth_mode']) {
  const { begin } = useSession();
  const [step, setStep] = useState<Step>({ kind: 'first' });
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  /** What each step does between press and answer. */
  async function tryOut(work: () => Promise<Problem | null>): Promise<void> {
    setBusy(true);
    setProblem(null);
    setProblem(await work());
    setBusy(false);
  }

  function signIn(asked: Asked): Promise<void> {
    return tryOut(async () => {
      const answer = await call(loginEndpoint, { ...asked, client: 'panel', device: readDevice() });
      return answer.ok ? goOn(answer.body, typeof asked.email === 'string' ? asked.email : '') : answer.problem;
    });
  }

  async function goOn({ token, device, ticket }: LoginResponse, email: string): Promise<Problem | null> {
    if (device !== undefined) keepDevice(device);
    if (token !== null) return enter(token);
    if (ticket !== undefined) setStep({ kind: 'factor', ticket });
    else setStep({ kind: mode === 'magic_link' ? 'link' : 'code', email });
    return null;
  }

  async function enter(token: string): Promise<Problem | null> {
    const who = await call(sessionEndpoint, {}, undefined, token);
    if (!who.ok) return who.problem;
    if (who.body.must_change_password) setStep({ kind: 'password', token });
    else begin({ token, email: who.body.email, role: who.body.role });
    return null;
  }

  function choosePassword(token: string, password: string): Promise<void> {
    return tryOut(async () => {
      const answer = await call(changePasswordEndpoint, { new_password: password, client: 'panel' }, undefined, token);
      return answer.ok ? enter(answer.body.token) : answer.problem;
    });
  }

  function startOver(): void {
    setProblem(null);
    setStep({ kind: 'first' });
  }

  return { step, busy, problem, signIn, choosePassword, startOver, forget: () => setProblem(null) };
}

export type SignIn = ReturnType<typeof useSignIn>;
