import { useId, type SubmitEvent } from 'react';
import { sessionEndpoint } from '../../../server/auth/auth.contract.ts';
import { totpConfirmEndpoint } from '../../../server/auth/second-factor.contract.ts';
import { useSend } from '../../api/use-ask.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { useText } from '../../ui/language.tsx';
import { Modal } from '../../ui/Modal.tsx';
import { ProblemText } from '../../ui/ProblemText.tsx';
import { QrCode } from '../../ui/QrCode.tsx';
import styles from './AccountPage.module.css';

/** Base32 for typing, and the same as an address for scanning. */
export type Seed = { readonly secret: string; readonly uri: string };

type Props = {
  readonly seed: Seed;
  readonly onCodes: (codes: readonly string[]) => void;
  readonly onClose: () => void;
};

export function ScanDialog({ seed, onCodes, onClose }: Props) {
  const t = useText();
  const form = useId();
  const { send, busy, problem } = useSend(totpConfirmEndpoint, { refreshes: [sessionEndpoint.path] });
  async function check(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const answer = await send({ totp: new FormData(event.currentTarget).get('totp') });
    if (answer.ok) onCodes(answer.body.recovery_codes);
  }
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
          <Button size="medium" kind="primary" type="submit" form={form} busy={busy}>
            {t('panel.factor.turn-on')}
          </Button>
        </>
      }
    >
      <div className={styles.setup}>
        <QrCode text={seed.uri} label={t('panel.factor.qr')} />
        <form id={form} className={styles.form} onSubmit={(event) => void check(event)}>
          <div>
            <p>{t('panel.factor.by-hand')}</p>
            <code className={styles.secret}>{seed.secret.replace(/.{4}(?=.)/g, '$& ')}</code>
          </div>
          <ProblemText problem={problem} />
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
    </Modal>
  );
}
