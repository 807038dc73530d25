import { useState } from 'react';
import {
  nameRequestAnswerEndpoint,
  nameRequestsEndpoint,
  type ListedNameRequest,
} from '../../../server/name-requests/name-requests.contract.ts';
import { todayEndpoint } from '../../../server/today/today.contract.ts';
import { useSend } from '../../api/use-ask.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { useText } from '../../ui/language.tsx';
import { Modal } from '../../ui/Modal.tsx';
import { ProblemText } from '../../ui/ProblemText.tsx';
import { useToast } from '../../ui/Toast.tsx';

export type Answering = { readonly request: ListedNameRequest; readonly outcome: 'done' | 'refused' };
type Props = { readonly answering: Answering; readonly onClose: () => void };

/** The record itself is corrected on its own page; here the student's question comes to its end. */
export function AnswerDialog({ answering: { request, outcome }, onClose }: Props) {
  const t = useText();
  const tell = useToast();
  const [note, setNote] = useState('');
  const [isMissing, setMissing] = useState(false);
  const { send, busy, problem } = useSend(nameRequestAnswerEndpoint, {
    refreshes: [nameRequestsEndpoint.path, todayEndpoint.path],
  });

  async function answer(): Promise<void> {
    const lacksReason = outcome === 'refused' && note.trim() === '';
    setMissing(lacksReason);
    if (lacksReason) return;
    const sent = await send({ id: request.id, outcome, note });
    if (!sent.ok) return;
    tell(t('panel.requests.answered', { code: request.code }));
    onClose();
  }
  return (
    <Modal
      title={t(`panel.requests.${outcome}-title`, { code: request.code })}
      text={t(`panel.requests.${outcome}-text`)}
      onClose={onClose}
      isDirty={note !== ''}
      footer={
        <>
          <Button size="medium" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button size="medium" kind="primary" busy={busy} onClick={() => void answer()}>
            {t(outcome === 'done' ? 'panel.requests.do' : 'panel.requests.refuse')}
          </Button>
        </>
      }
    >
      <ProblemText problem={problem} />
      <Field
        name="note"
        label={t(outcome === 'done' ? 'panel.requests.note' : 'panel.requests.reason')}
        error={isMissing ? t('panel.requests.reason-missing') : null}
        maxLength={500}
        value={note}
        onChange={({ currentTarget: { value } }) => setNote(value)}
        autoFocus
      />
    </Modal>
  );
}
