import { useId, useState, type SubmitEvent } from 'react';
import {
  type RecordCertificate,
  revokeEndpoint,
  studentRecordEndpoint,
  unrevokeEndpoint,
} from '../../../../server/students/students.contract.ts';
import { useSend } from '../../../api/use-ask.ts';
import { Button } from '../../../ui/Button.tsx';
import { Field } from '../../../ui/Field.tsx';
import { useText } from '../../../ui/language.tsx';
import { Modal } from '../../../ui/Modal.tsx';
import { ProblemText } from '../../../ui/ProblemText.tsx';
import { useToast } from '../../../ui/Toast.tsx';
import styles from './Record.module.css';

type Props = { readonly sbd: string; readonly certificate: RecordCertificate; readonly onClose: () => void };

/** Takes a certificate back, or makes it good again; whoever checks a copy is told at once. */
export function RevokeDialog({ sbd, certificate, onClose }: Props) {
  const t = useText();
  const form = useId();
  const tell = useToast();
  const kind = certificate.status === 'revoked' ? 'unrevoke' : 'revoke';
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const { send, busy, problem } = useSend(kind === 'revoke' ? revokeEndpoint : unrevokeEndpoint, {
    refreshes: [studentRecordEndpoint.path],
  });

  async function confirm(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    setMissing(reason.trim() === '');
    if (reason.trim() === '') return;
    const { round_id, subject_code } = certificate;
    const answer = await send({ round_id, subject_code, sbd, reason });
    if (!answer.ok) return;
    tell(t(`panel.students.${kind}.done`));
    onClose();
  }

  return (
    <Modal
      title={t(`panel.students.${kind}.title`, { subject: certificate.subject_label })}
      text={t(`panel.students.${kind}.text`)}
      isDirty={reason !== ''}
      onClose={onClose}
      footer={
        <>
          <Button size="medium" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button size="medium" kind={kind === 'revoke' ? 'danger' : 'primary'} type="submit" form={form} busy={busy}>
            {t(`panel.students.${kind}.confirm`)}
          </Button>
        </>
      }
    >
      <form id={form} className={styles.undo} onSubmit={(event) => void confirm(event)}>
        <Field
          name="reason"
          label={t('panel.students.revoke.reason')}
          value={reason}
          error={isMissing ? t('panel.students.correct.no-reason') : null}
          autoComplete="off"
          maxLength={300}
          autoFocus
          onChange={(event) => {
            setReason(event.currentTarget.value);
            setMissing(false);
          }}
        />
        <ProblemText problem={problem} />
      </form>
    </Modal>
  );
}
