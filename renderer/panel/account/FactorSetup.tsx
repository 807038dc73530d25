import { useEffect, useEffectEvent, useId, useState, type SubmitEvent } from 'react';
import { sessionEndpoint } from '../../../server/auth/auth.contract.ts';
import { totpBeginEndpoint, totpConfirmEndpoint } from '../../../server/auth/second-factor.contract.ts';
import { useSend } from '../../api/use-ask.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { useText } from '../../ui/language.tsx';
import { Modal } from '../../ui/Modal.tsx';
import { ProblemText } from '../../ui/ProblemText.tsx';
import { QrCode } from '../../ui/QrCode.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import styles from './AccountPage.module.css';
import { RecoveryCodes } from './RecoveryCodes.tsx';

type Seed = { readonly secret: string; readonly uri: string };

/** Scan, type the first code, put the recovery codes away. Nothing counts before the first code was right. */
export function FactorSetup({ onClose }: { readonly onClose: () => void }) {
  const t = useText();
  const form = useId();
  const [seed, setSeed] = useState<Seed | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const begin = useSend(totpBeginEndpoint);
  const confirm = useSend(totpConfirmEndpoint, { refreshes: [sessionEndpoint.path] });
  const start = useEffectEvent(async () => {
    const answer = await begin.send({});
    if (answer.ok) setSeed(answer.body);
    else if (answer.problem.code === 'auth.step-up') onClose();
  });
  useEffect(() => void start(), []);

  async function check(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const answer = await confirm.send({ totp: new FormData(event.currentTarget).get('totp') });
    if (answer.ok) setCodes(answer.body.recovery_codes);
  }

  if (codes) return <RecoveryCodes codes={codes} onClose={onClose} />;
  return (
    <Modal
      title={t('panel.factor.setup')}
      text={t('panel.factor.setup.text')}
      onClose={onClose}
      footer={
        <>
          <Button size="medium" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button size="medium" kind="primary" type="submit" form={form} busy={confirm.busy} disabled={!seed}>
            {t('panel.factor.turn-on')}
          </Button>
        </>
      }
    >
      <ProblemText problem={begin.problem} />
      {!seed && !begin.problem && <Skeleton lines={5} />}
      {seed && (
        <div className={styles.setup}>
          <QrCode text={seed.uri} label={t('panel.factor.qr')} />
          <form id={form} className={styles.form} onSubmit={(event) => void check(event)}>
            <div>
              <p>{t('panel.factor.by-hand')}</p>
              <code className={styles.secret}>{seed.secret.replace(/.{4}(?=.)/g, '$& ')}</code>
            </div>
            <ProblemText problem={confirm.problem} />
            <Field
              name="totp"
              label={t('panel.factor.first-code')}
              inputMode="numeric"
              autoComplete="one-time-code"
              pattern="\s*[0-9]{3}\s*[0-9]{3}\s*"
              autoFocus
              required
            />
          </form>
        </div>
      )}
    </Modal>
  );
}
