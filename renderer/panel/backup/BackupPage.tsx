import { useState } from 'react';
import type { ListedBackup } from '../../../server/backup/backup.contract.ts';
import { useLanguage } from '../../ui/language.tsx';
import { Table } from '../../ui/Table.tsx';
import { Page } from '../frame/Page.tsx';
import { backupColumns } from './backup-columns.tsx';
import { BackupActs } from './BackupActs.tsx';
import { type BackupDialog, BackupDialogs } from './BackupDialogs.tsx';
import { BackupNotices } from './BackupNotices.tsx';
import styles from './BackupPage.module.css';
import { PlacesCard } from './PlacesCard.tsx';
import { isThisPc, useBackups } from './use-backups.ts';
import { useVerify } from './use-verify.ts';

/** What is safe, and the way back: backups, when they are made, and restoring one. */
export function BackupPage() {
  const { t, locale } = useLanguage();
  const face = useBackups();
  const verify = useVerify();
  const [dialog, setDialog] = useState<BackupDialog | null>(null);
  const { body, problem, retry } = face.state;
  const canRestore = isThisPc() && body?.job?.status !== 'running';
  const open = (backup: ListedBackup | null) => setDialog({ kind: 'open', backup });
  const askKey = () => setDialog({ kind: 'key' });
  return (
    <Page
      title={t('panel.page.backup')}
      line={t('panel.backup.line')}
      actions={<BackupActs face={face} onOtherFile={canRestore ? () => open(null) : null} />}
    >
      <BackupNotices face={face} onKey={askKey} onRehearse={() => setDialog({ kind: 'rehearse' })} />
      <div className={styles.halves}>
        <Table
          label={t('panel.page.backup')}
          columns={backupColumns({ t, locale, onVerify: verify, onRestore: canRestore ? open : null })}
          rows={body?.backups}
          keyOf={({ name }) => name}
          problem={problem}
          onRetry={retry}
          empty={t('panel.backup.empty')}
        />
        {body && <PlacesCard state={body} face={face} onKey={askKey} />}
      </div>
      <BackupDialogs dialog={dialog} face={face} onClose={() => setDialog(null)} />
    </Page>
  );
}
