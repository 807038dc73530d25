import { useState } from 'react';
import { auditAcceptEndpoint, auditVerdictEndpoint } from '../../../server/audit/audit.contract.ts';
import { useSend } from '../../api/use-ask.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { useText } from '../../ui/language.tsx';
import { Modal } from '../../ui/Modal.tsx';
import { ProblemText } from '../../ui/ProblemText.tsx';
import { useToast } from '../../ui/Toast.tsx';

/** One record, key `*` for all of a table, or table and key `*` for the digests that were rewritten. */
export type Acceptable = {
  readonly table: string;
  readonly key: string;
  /** The question, what follows, and what is said when it is done. */
  readonly title: string;
  readonly text: string;
  readonly done: string;
};

type Props = { readonly change: Acceptable; readonly onClose: () => void };

/** From then on it counts as written; who said so and why is kept. */
export function AcceptDialog({ change, onClose }: Props) {
  const t = useText();
  const tell = useToast();
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const { send, busy, problem } = useSend(auditAcceptEndpoint, { refreshes: [auditVerdictEndpoint.path] });
  async function accept(): Promise<void> {
    setMissing(reason.trim() === '');
    if (reason.trim() === '') return;
    const { table, key, done } = change;
    if (!(await send({ table, key, reason })).ok) return;
    tell(done);
    onClose();
  }
  return (
    <Modal
      title={change.title}
      text={change.text}
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
