import { useId, useState, type SubmitEvent } from 'react';
import type { ListedBackup } from '../../../server/backup/backup.contract.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { useText } from '../../ui/language.tsx';
import { Modal } from '../../ui/Modal.tsx';
import { ProblemText } from '../../ui/ProblemText.tsx';
import styles from './BackupPage.module.css';
import { KeyField } from './KeyField.tsx';
import type { BackupsFace } from './use-backups.ts';

type Props = {
  /** Null: a file elsewhere on this PC, whose path is asked for. */
  readonly backup: ListedBackup | null;
  readonly stage: BackupsFace['stage'];
  readonly onClose: () => void;
};

/** Asks for the recovery key. The backup is opened and counted next to the center, of which nothing changes yet. */
export function OpenBackupDialog({ backup, stage, onClose }: Props) {
  const t = useText();
  const form = useId();
  const [isDirty, setDirty] = useState(false);

  async function open(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const typed = (name: string) => {
      const value = fields.get(name);
      return typeof value === 'string' ? value : '';
    };
    const answer = await stage.send({ file: backup?.name ?? typed('file'), identity: typed('identity') });
    if (answer.ok) onClose();
  }

  return (
    <Modal
      title={t('panel.backup.open.title')}
      text={t('panel.backup.open.text')}
      onClose={onClose}
      isDirty={isDirty}
      footer={
        <>
          <Button size="medium" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button size="medium" kind="primary" type="submit" form={form} busy={stage.busy}>
            {t('panel.backup.open.confirm')}
          </Button>
        </>
      }
    >
      <form id={form} className={styles.form} onSubmit={(event) => void open(event)} onInput={() => setDirty(true)}>
        <ProblemText problem={stage.problem} />
        {backup === null && (
          <Field
            name="file"
            label={t('panel.backup.open.file')}
            hint={t('panel.backup.open.file.hint')}
            autoComplete="off"
            spellCheck={false}
            required
          />
        )}
        <KeyField />
      </form>
    </Modal>
  );
}
