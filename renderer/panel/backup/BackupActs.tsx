import { ArchiveRestore, FolderOpen } from 'lucide-react';
import { Button } from '../../ui/Button.tsx';
import { useText } from '../../ui/language.tsx';
import type { BackupsFace } from './use-backups.ts';

type Props = {
  readonly face: Pick<BackupsFace, 'make' | 'state'>;
  /** Null where restoring is not offered. */
  readonly onOtherFile: (() => void) | null;
};

/** What can be done with the whole: restore from elsewhere, and back up once there is a key. */
export function BackupActs({ face: { make, state }, onOtherFile }: Props) {
  const t = useText();
  const isBusy = make.busy || state.body?.job?.status === 'running';
  return (
    <>
      {onOtherFile && (
        <Button size="medium" icon={<FolderOpen aria-hidden />} onClick={onOtherFile}>
          {t('panel.backup.other-file')}
        </Button>
      )}
      {state.body?.key && (
        <Button
          size="medium"
          kind="primary"
          icon={<ArchiveRestore aria-hidden />}
          busy={isBusy}
          onClick={() => void make.send({})}
        >
          {t('panel.backup.make')}
        </Button>
      )}
    </>
  );
}
