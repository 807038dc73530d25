import { useState } from 'react';
import { auditAcceptEndpoint, auditVerdictEndpoint, type OutsideChange } from '../../../server/audit/audit.contract.ts';
import { useSend } from '../../api/use-ask.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { useText } from '../../ui/language.tsx';
import { Modal } from '../../ui/Modal.tsx';
import { ProblemText } from '../../ui/ProblemText.tsx';
import { useToast } from '../../ui/Toast.tsx';

type Props = { readonly change: OutsideChange; readonly onClose: () => void };

/** From then on the record counts as written; who said so stands in the log. */
export function AcceptDialog({ change, onClose }: Props) {
  const t = useText();
  const tell = useToast();
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const { send, busy, problem } = useSend(auditAcceptEndpoint, { refreshes: [auditVerdictEndpoint.path] });
  async function accept(): Promise<void> {
    setMissing(reason.trim() === '');
    if (reason.trim() === '') return;
    const { table, key } = change;
    if (!(await send({ table, key, reason })).ok) return;
    tell(t('panel.audit.accepted', { key }));
    onClose();
  }
  return (
    <Modal
      title={t('panel.audit.accept.title', { key: change.key })}
      text={t('panel.audit.accept.text')}
      isDirty={reason !== ''}
      onClose={onClose}
      footer={
        <>
          <Button size="medium" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button size="medium" kind="primary" busy={busy} onClick={() => void accept()}>
            {t('panel.audit.accept')}
          </Button>
        </>
      }
    >
      <Field
        name="reason"
        label={t('panel.audit.reason')}
        maxLength={500}
        value={reason}
        error={isMissing ? t('panel.audit.reason.missing') : null}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <ProblemText problem={problem} />
    </Modal>
  );
}
