import { Printer } from 'lucide-react';
import { useEffect, useEffectEvent, useState } from 'react';
import { createPortal } from 'react-dom';
import type { z } from 'zod';
import { auditCheckpointEndpoint, auditVerdictEndpoint } from '../../../server/audit/audit.contract.ts';
import { useSend } from '../../api/use-ask.ts';
import { Button } from '../../ui/Button.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { useLanguage } from '../../ui/language.tsx';
import { Modal } from '../../ui/Modal.tsx';
import { ProblemText } from '../../ui/ProblemText.tsx';
import { QrCode } from '../../ui/QrCode.tsx';
import { showMoment } from '../../ui/show-moment.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { usePanel } from '../frame/panel-context.ts';
import styles from './CheckpointSlip.module.css';

type Signed = z.infer<typeof auditCheckpointEndpoint.response>;

/** Signs the log and shows the slip that is printed at closing time and kept outside the PC. */
export function CheckpointSlip({ onClose }: { readonly onClose: () => void }) {
  const { t } = useLanguage();
  const [signed, setSigned] = useState<Signed | null>(null);
  const { send, problem } = useSend(auditCheckpointEndpoint, { refreshes: [auditVerdictEndpoint.path] });
  const sign = useEffectEvent(async () => {
    const answer = await send({});
    if (answer.ok) setSigned(answer.body);
  });
  useEffect(() => {
    const begun = setTimeout(() => void sign());
    return () => clearTimeout(begun);
  }, []);
  return (
    <Modal
      title={t('panel.audit.slip.title')}
      text={t('panel.audit.slip.text')}
      onClose={onClose}
      footer={
        signed && (
          <>
            <CopyButton text={signed.note} label={t('panel.audit.slip.copy')} />
            <Button size="medium" kind="primary" icon={<Printer aria-hidden />} onClick={() => window.print()}>
              {t('panel.audit.slip.print')}
            </Button>
          </>
        )
      }
    >
      <ProblemText problem={problem} />
      {signed ? <Slip signed={signed} /> : !problem && <Skeleton lines={4} />}
      {signed && createPortal(<Slip signed={signed} className={styles.sheet} />, document.body)}
    </Modal>
  );
}

type SlipProps = { readonly signed: Signed; readonly className?: string | undefined };

/** Once in the dialog, once for the printer, which gets nothing else of the page. */
function Slip({ signed: { size, at, note }, className = styles.slip }: SlipProps) {
  const { t, locale } = useLanguage();
  const { portal } = usePanel();
  const moment = showMoment(new Date(at), new Date(), locale).full;
  return (
    <div className={className} aria-hidden={className === styles.sheet}>
      <QrCode text={note} label={t('panel.audit.slip.qr')} className={styles.code} />
      <div>
        <b>{portal.name}</b>
        <p>{t('panel.audit.slip.line', { count: size.toLocaleString(locale), moment })}</p>
      </div>
      <pre className={styles.note}>{note}</pre>
    </div>
  );
}
