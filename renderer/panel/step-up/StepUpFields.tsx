import { useState } from 'react';
import { stepUpEndpoint } from '../../../server/auth/second-factor.contract.ts';
import { call } from '../../api/call.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { useText } from '../../ui/language.tsx';
import { PasswordField } from '../../ui/PasswordField.tsx';
import type { Problem } from '../../ui/problem.ts';
import { ProblemText } from '../../ui/ProblemText.tsx';
import styles from './StepUp.module.css';
import type { StepUpWay } from './step-up-way.ts';

type Props = { readonly ways: readonly StepUpWay[]; readonly token: string };

/** One field, and the other ways this user has. */
export function StepUpFields({ ways, token }: Props) {
  const t = useText();
  const [chosen, choose] = useState<StepUpWay | null>(null);
  const way = chosen ?? ways[0] ?? 'password';
  return (
    <>
      <WayField key={way} way={way} token={token} />
      {ways
        .filter((other) => other !== way)
        .map((other) => (
          <Button key={other} kind="ghost" size="small" className={styles.other} onClick={() => choose(other)}>
            {t(`panel.step-up.use.${other}`)}
          </Button>
        ))}
    </>
  );
}

function WayField({ way, token }: { readonly way: StepUpWay; readonly token: string }) {
  const t = useText();
  const label = t(`panel.step-up.${way}`);
  if (way === 'password')
    return <PasswordField name="password" label={label} autoComplete="current-password" autoFocus required />;
  return (
    <>
      {way === 'code' && <SendCode token={token} />}
      <Field name={way} label={label} inputMode="numeric" autoComplete="one-time-code" autoFocus required />
    </>
  );
}

function SendCode({ token }: { readonly token: string }) {
  const t = useText();
  const [isSent, setSent] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  async function send(): Promise<void> {
    const answer = await call(stepUpEndpoint, { request_code: true }, undefined, token);
    setSent(answer.ok);
    setProblem(answer.ok ? null : answer.problem);
  }
  return (
    <div>
      <Button size="small" onClick={() => void send()}>
        {t('panel.step-up.send')}
      </Button>
      <p role="status">{isSent ? t('panel.step-up.sent') : ''}</p>
      <ProblemText problem={problem} />
    </div>
  );
}
