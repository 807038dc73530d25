import { useId, type SubmitEvent } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { useText } from '../../ui/language.tsx';
import { Modal } from '../../ui/Modal.tsx';
import { ProblemText } from '../../ui/ProblemText.tsx';
import styles from './BackupPage.module.css';
import type { BackupsFace } from './use-backups.ts';

type Props = { readonly folder: string | null; readonly place: BackupsFace['place']; readonly onClose: () => void };

/** Where backups are copied to, on another disk, or that they stay on this PC. */
export function PlaceDialog({ folder, place, onClose }: Props) {
  const t = useText();
  const form = useId();

  async function choose(next: string | null): Promise<void> {
    if ((await place.send({ folder: next })).ok) onClose();
  }

  function submit(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    const typed = new FormData(event.currentTarget).get('folder');
    if (typeof typed === 'string') void choose(typed);
  }

  return (
    <Modal
      title={t('panel.backup.place')}
      text={t('panel.backup.place.text')}
      onClose={onClose}
      footer={
        <>
          {folder !== null && (
            <Button size="medium" disabled={place.busy} onClick={() => void choose(null)}>
              {t('panel.backup.place.none')}
            </Button>
          )}
          <Button size="medium" kind="primary" type="submit" form={form} busy={place.busy}>
            {t('panel.backup.place.save')}
          </Button>
        </>
      }
    >
      <form id={form} className={styles.form} onSubmit={submit}>
        <ProblemText problem={place.problem} />
        <Field
          name="folder"
          label={t('panel.backup.place.folder')}
          hint={t('panel.backup.place.hint')}
          defaultValue={folder ?? ''}
          autoComplete="off"
          spellCheck={false}
          autoFocus
          required
        />
      </form>
    </Modal>
  );
}
