import { useState } from 'react';
import {
  type ImportBatch,
  importBatchesEndpoint,
  undoImportEndpoint,
} from '../../../server/ingest/imports.contract.ts';
import { jobsEndpoint, type JobState } from '../../../server/jobs/jobs.contract.ts';
import { useAsk, useSend } from '../../api/use-ask.ts';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { useLanguage, useText } from '../../ui/language.tsx';
import { Modal } from '../../ui/Modal.tsx';
import { importProblem } from './import-problem.ts';
import styles from './ImportPage.module.css';

/** For a page that hears of no events, since too many listen. */
const askMs = 2_000;

type Props = {
  readonly batch: ImportBatch;
  readonly onClose: () => void;
};

/** Asks, then takes the list back, and says how that went. */
export function UndoDialog({ batch, onClose }: Props) {
  const t = useText();
  const [job, setJob] = useState<string | null>(null);
  const undo = useSend(undoImportEndpoint, { refreshes: [importBatchesEndpoint.path] });
  const jobs = useAsk(jobsEndpoint, {}, { enabled: job !== null, everyMs: askMs });
  const state = jobs.body?.jobs.find(({ id }) => id === job);
  if (job === null) {
    return (
      <ConfirmDialog
        title={t('panel.import.undo.title', { file: batch.file_name })}
        confirm={t('panel.import.undo.confirm')}
        isDanger
        busy={undo.busy}
        problem={undo.problem}
        onCancel={onClose}
        onConfirm={() => {
          void undo.send({ batch: batch.id }).then((answer) => {
            if (answer.ok) setJob(answer.body.id);
          });
        }}
      >
        {t('panel.import.undo.text', { added: batch.added, changed: batch.changed })}
      </ConfirmDialog>
    );
  }
  return <UndoResult state={state} onClose={onClose} />;
}

function UndoResult({ state, onClose }: { readonly state: JobState | undefined; readonly onClose: () => void }) {
  const { t, isText } = useLanguage();
  const { status = 'running', total = null, done = 0 } = state ?? {};
  const title = t(`panel.import.undo.${status}`);
  return (
    <Modal
      title={title}
      onClose={onClose}
      footer={
        <Button size="medium" kind="primary" onClick={onClose}>
          {t('ui.close')}
        </Button>
      }
    >
      {status === 'running' && (
        <progress className={styles.bar} aria-label={title} {...(total !== null && { max: total, value: done })} />
      )}
      {state && status === 'failed' && <p>{importProblem(state, t, isText)}</p>}
    </Modal>
  );
}
