import { ArchiveRestore, FolderOpen } from 'lucide-react';
import { useState } from 'react';
import type { ListedBackup } from '../../../server/backup/backup.contract.ts';
import { Button } from '../../ui/Button.tsx';
import { useLanguage } from '../../ui/language.tsx';
import { Table } from '../../ui/Table.tsx';
import { Page } from '../frame/Page.tsx';
import { backupColumns } from './backup-columns.tsx';
import { BackupNotices } from './BackupNotices.tsx';
import styles from './BackupPage.module.css';
import { KeyDialog } from './KeyDialog.tsx';
import { OpenBackupDialog } from './OpenBackupDialog.tsx';
import { PlacesCard } from './PlacesCard.tsx';
import { RestoreDialog } from './RestoreDialog.tsx';
import { isThisPc, useBackups } from './use-backups.ts';
import { useVerify } from './use-verify.ts';

/** Null `backup`: from a file elsewhere. */
type Dialog = { readonly kind: 'key' } | { readonly kind: 'open'; readonly backup: ListedBackup | null };

/** What is safe, and the way back: backups, when they are made, and restoring one. */
export function BackupPage() {
  const { t, locale } = useLanguage();
  const face = useBackups();
  const verify = useVerify();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const { body, problem, retry } = face.state;
  const isWorking = body?.job?.status === 'running';
  const restoreOf = isThisPc() && !isWorking ? (backup: ListedBackup) => setDialog({ kind: 'open', backup }) : null;
  return (
    <Page
      title={t('panel.page.backup')}
      line={t('panel.backup.line')}
      actions={
        <>
          {restoreOf && (
            <Button
              size="medium"
              icon={<FolderOpen aria-hidden />}
              onClick={() => setDialog({ kind: 'open', backup: null })}
            >
              {t('panel.backup.other-file')}
            </Button>
          )}
          {body?.key && (
            <Button
              size="medium"
              kind="primary"
              icon={<ArchiveRestore aria-hidden />}
              busy={face.make.busy || isWorking}
              onClick={() => void face.make.send({})}
            >
              {t('panel.backup.make')}
            </Button>
          )}
        </>
      }
    >
      <BackupNotices face={face} onKey={() => setDialog({ kind: 'key' })} />
      <div className={styles.halves}>
        <Table
          label={t('panel.page.backup')}
          columns={backupColumns({ t, locale, onVerify: verify, onRestore: restoreOf })}
          rows={body?.backups}
          keyOf={({ name }) => name}
          problem={problem}
          onRetry={retry}
          empty={t('panel.backup.empty')}
        />
        {body && <PlacesCard state={body} onKey={() => setDialog({ kind: 'key' })} />}
      </div>
      {dialog?.kind === 'key' && <KeyDialog hasKey={Boolean(body?.key)} onClose={() => setDialog(null)} />}
      {dialog?.kind === 'open' && (
        <OpenBackupDialog backup={dialog.backup} stage={face.stage} onClose={() => setDialog(null)} />
      )}
      {body?.staged && !isWorking && !dialog && <RestoreDialog staged={body.staged} face={face} />}
    </Page>
  );
}
