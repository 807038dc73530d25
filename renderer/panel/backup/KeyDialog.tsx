import { useState } from 'react';
import { createPortal } from 'react-dom';
import { backupKeyEndpoint, backupsEndpoint } from '../../../server/backup/backup.contract.ts';
import { useSend } from '../../api/use-ask.ts';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { useText } from '../../ui/language.tsx';
import { Modal } from '../../ui/Modal.tsx';
import { usePanel } from '../frame/panel-context.ts';
import styles from './BackupPage.module.css';
import { RecoverySheet } from './RecoverySheet.tsx';

type Props = { readonly hasKey: boolean; readonly onClose: () => void };
type NewKey = { readonly identity: string; readonly recipient: string; readonly made_at: string };

/** Makes the recovery key and shows it this once, on paper and on the screen. */
export function KeyDialog({ hasKey, onClose }: Props) {
  const t = useText();
  const { portal } = usePanel();
  const [made, setMade] = useState<NewKey | null>(null);
  const { send, busy, problem } = useSend(backupKeyEndpoint, { refreshes: [backupsEndpoint.path] });
  if (made === null) {
    return (
      <ConfirmDialog
        title={t(hasKey ? 'panel.backup.key.again' : 'panel.backup.key.first')}
        confirm={t('panel.backup.make-key')}
        busy={busy}
        problem={problem}
        onCancel={onClose}
        onConfirm={() => {
          void send({}).then((answer) => {
            if (answer.ok) setMade(answer.body);
          });
        }}
      >
        {t(hasKey ? 'panel.backup.key.again.text' : 'panel.backup.key.first.text')}
      </ConfirmDialog>
    );
  }
  return (
    <>
      <Modal
        title={t('panel.backup.key.title')}
        text={t('panel.backup.key.text')}
        onClose={onClose}
        isDirty
        footer={
          <>
            <CopyButton text={made.identity} label={t('panel.backup.key.copy')} />
            <Button size="medium" onClick={() => window.print()}>
              {t('panel.backup.key.print')}
            </Button>
            <Button size="medium" kind="primary" onClick={onClose}>
              {t('panel.backup.key.close')}
            </Button>
          </>
        }
      >
        <p className={styles.key}>{made.identity}</p>
      </Modal>
      {createPortal(<RecoverySheet center={portal.name} {...made} />, document.body)}
    </>
  );
}
