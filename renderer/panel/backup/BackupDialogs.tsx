import type { ListedBackup } from '../../../server/backup/backup.contract.ts';
import { KeyDialog } from './KeyDialog.tsx';
import { OpenBackupDialog } from './OpenBackupDialog.tsx';
import { RehearseDialog } from './RehearseDialog.tsx';
import { RestoreDialog } from './RestoreDialog.tsx';
import type { BackupsFace } from './use-backups.ts';

/** Null `backup`: from a file elsewhere. */
export type BackupDialog =
  | { readonly kind: 'key' }
  | { readonly kind: 'rehearse' }
  | { readonly kind: 'open'; readonly backup: ListedBackup | null };

type Props = { readonly dialog: BackupDialog | null; readonly face: BackupsFace; readonly onClose: () => void };

/** The dialog that was asked for, else the last look at a backup that was opened. */
export function BackupDialogs({ dialog, face, onClose }: Props) {
  const { body } = face.state;
  if (dialog?.kind === 'key') return <KeyDialog hasKey={Boolean(body?.key)} onClose={onClose} />;
  if (dialog?.kind === 'rehearse') return <RehearseDialog rehearse={face.rehearse} onClose={onClose} />;
  if (dialog) return <OpenBackupDialog backup={dialog.backup} stage={face.stage} onClose={onClose} />;
  return <OpenedBackup face={face} />;
}

function OpenedBackup({ face }: Pick<Props, 'face'>) {
  const { body } = face.state;
  if (!body?.staged || body.job?.status === 'running') return null;
  return <RestoreDialog staged={body.staged} face={face} />;
}
