import { useId, useState, type SubmitEvent } from 'react';
import { sessionEndpoint, type SessionInfo } from '../../../server/auth/auth.contract.ts';
import { stepUpEndpoint } from '../../../server/auth/second-factor.contract.ts';
import { call } from '../../api/call.ts';
import { useSignedIn } from '../../api/session.tsx';
import { useAsk } from '../../api/use-ask.ts';
import { Button } from '../../ui/Button.tsx';
import { useText } from '../../ui/language.tsx';
import { Modal } from '../../ui/Modal.tsx';
import type { Problem } from '../../ui/problem.ts';
import { ProblemText } from '../../ui/ProblemText.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import type { StepUpWay } from './step-up-way.ts';
import { StepUpFields } from './StepUpFields.tsx';
import styles from './StepUp.module.css';

type Props = { readonly onEnd: (isConfirmed: boolean) => void };

/** Before an act that others feel: whoever sits here now must be the one who signed in. */
export function StepUpDialog({ onEnd }: Props) {
  const t = useText();
  const form = useId();
  const { token } = useSignedIn();
  const { body: who, problem: notAsked } = useAsk(sessionEndpoint, {});
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  async function confirm(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const fields = event.currentTarget;
    const [typed] = Array.from(new FormData(fields));
    const [name, value] = typed ?? ['password', ''];
    setBusy(true);
    // Not by `useCall`: a refusal here must not ask for itself.
    const answer = await call(stepUpEndpoint, { [name]: value }, undefined, token);
    setBusy(false);
    if (answer.ok) {
      onEnd(true);
      return;
    }
    setProblem(answer.problem);
    fields.querySelector('input')?.select();
  }

  return (
    <Modal
      title={t('panel.step-up.title')}
      text={t('panel.step-up.text')}
      onClose={() => onEnd(false)}
      footer={
        <>
          <Button size="medium" onClick={() => onEnd(false)}>
            {t('ui.cancel')}
          </Button>
          <Button size="medium" kind="primary" type="submit" form={form} busy={busy} disabled={!who}>
            {t('panel.step-up.submit')}
          </Button>
        </>
      }
    >
      <form id={form} className={styles.form} onSubmit={(event) => void confirm(event)}>
        <ProblemText problem={problem ?? notAsked} />
        {who ? <StepUpFields ways={waysOf(who)} token={token} /> : <Skeleton lines={2} />}
      </form>
    </Modal>
  );
}

function waysOf({
  has_password: hasPassword,
  has_second_factor: hasFactor,
  auth_mode: mode,
}: SessionInfo): StepUpWay[] {
  return [
    ...(hasPassword ? (['password'] as const) : []),
    ...(hasFactor ? (['totp'] as const) : []),
    ...(mode === 'password' ? [] : (['code'] as const)),
  ];
}
