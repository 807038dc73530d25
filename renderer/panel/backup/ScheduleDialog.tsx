import { useId, type SubmitEvent } from 'react';
import { backupScheduleEndpoint, backupsEndpoint } from '../../../server/backup/backup.contract.ts';
import { useSend } from '../../api/use-ask.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { useText } from '../../ui/language.tsx';
import { Modal } from '../../ui/Modal.tsx';
import { ProblemText } from '../../ui/ProblemText.tsx';
import styles from './BackupPage.module.css';

type Props = { readonly time: string | null; readonly onClose: () => void };

/** When the daily backup is made, or that none is. */
export function ScheduleDialog({ time, onClose }: Props) {
  const t = useText();
  const form = useId();
  const { send, busy, problem } = useSend(backupScheduleEndpoint, { refreshes: [backupsEndpoint.path] });

  async function set(daily: string | null): Promise<void> {
    if ((await send({ daily_at: daily })).ok) onClose();
  }

  function submit(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    const at = new FormData(event.currentTarget).get('at');
    if (typeof at === 'string') void set(at.slice(0, 5));
  }

  return (
    <Modal
      title={t('panel.backup.daily')}
      text={t('panel.backup.daily.text')}
      onClose={onClose}
      footer={
        <>
          {time !== null && (
            <Button size="medium" onClick={() => void set(null)}>
              {t('panel.backup.daily.none')}
            </Button>
          )}
          <Button size="medium" kind="primary" type="submit" form={form} busy={busy}>
            {t('panel.backup.daily.save')}
          </Button>
        </>
      }
    >
      <form id={form} className={styles.form} onSubmit={submit}>
        <ProblemText problem={problem} />
        <Field name="at" type="time" label={t('panel.backup.daily.time')} defaultValue={time ?? '17:30'} required />
      </form>
    </Modal>
  );
}
