import { useId, type SubmitEvent } from 'react';
import { Button } from '../../ui/Button.tsx';
import { useText } from '../../ui/language.tsx';
import { Modal } from '../../ui/Modal.tsx';
import { ProblemText } from '../../ui/ProblemText.tsx';
import styles from './BackupPage.module.css';
import { KeyField } from './KeyField.tsx';
import type { BackupsFace } from './use-backups.ts';

type Props = { readonly rehearse: BackupsFace['rehearse']; readonly onClose: () => void };

/** Asks for the key of the sheet: whether that still opens the newest backup is half of what is rehearsed. */
export function RehearseDialog({ rehearse, onClose }: Props) {
  const t = useText();
  const form = useId();

  async function begin(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const typed = new FormData(event.currentTarget).get('identity');
    if (typeof typed === 'string' && (await rehearse.send({ identity: typed })).ok) onClose();
  }

  return (
    <Modal
      title={t('panel.backup.rehearse')}
      text={t('panel.backup.rehearsal.text')}
      onClose={onClose}
      footer={
        <>
          <Button size="medium" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button size="medium" kind="primary" type="submit" form={form} busy={rehearse.busy}>
            {t('panel.backup.rehearse')}
          </Button>
        </>
      }
    >
      <form id={form} className={styles.form} onSubmit={(event) => void begin(event)}>
        <ProblemText problem={rehearse.problem} />
        <KeyField />
      </form>
    </Modal>
  );
}
