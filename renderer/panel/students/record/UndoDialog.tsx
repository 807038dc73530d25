import { useId, useState, type SubmitEvent } from 'react';
import { type RecordChange, undoChangeEndpoint } from '../../../../server/students/students.contract.ts';
import { useSend } from '../../../api/use-ask.ts';
import { Button } from '../../../ui/Button.tsx';
import { useText } from '../../../ui/language.tsx';
import { Modal } from '../../../ui/Modal.tsx';
import { ProblemText } from '../../../ui/ProblemText.tsx';
import { useToast } from '../../../ui/Toast.tsx';
import { ChangedCells } from './ChangedCells.tsx';
import { ReasonField } from './ReasonField.tsx';
import styles from './Record.module.css';
import { staleAfterChange } from './use-correction.ts';

type Props = { readonly change: RecordChange; readonly onClose: () => void };

/** Puts back what stood there before. That is a change like any other: it needs a reason and can be undone. */
export function UndoDialog({ change, onClose }: Props) {
  const t = useText();
  const form = useId();
  const tell = useToast();
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const { send, busy, problem } = useSend(undoChangeEndpoint, { refreshes: staleAfterChange });

  async function undo(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    setMissing(reason.trim() === '');
    if (reason.trim() === '') return;
    const answer = await send({ change_id: change.change_id, reason });
    if (!answer.ok) return;
    const { replaced } = answer.body;
    tell(t('panel.students.undo.done'), {
      ...(replaced > 0 && { text: t('panel.students.correct.saved-replaced', { count: replaced }) }),
    });
    onClose();
  }

  return (
    <Modal
      title={t('panel.students.undo.title')}
      text={t('panel.students.undo.text')}
      isDirty={reason !== ''}
      onClose={onClose}
      footer={
        <>
          <Button size="medium" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button size="medium" kind="primary" type="submit" form={form} busy={busy}>
            {t('panel.students.undo.confirm')}
          </Button>
        </>
      }
    >
      <form id={form} className={styles.undo} onSubmit={(event) => void undo(event)}>
        <ChangedCells
          isPlan
          cells={change.cells.map((cell) => ({ ...cell, before: cell.after, after: cell.before }))}
        />
        <ReasonField
          value={reason}
          error={isMissing ? t('panel.students.correct.no-reason') : null}
          onChange={(text) => {
            setReason(text);
            setMissing(false);
          }}
        />
        <ProblemText problem={problem} />
      </form>
    </Modal>
  );
}
