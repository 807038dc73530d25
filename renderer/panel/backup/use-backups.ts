import {
  backupPlaceEndpoint,
  backupsEndpoint,
  copyBackupEndpoint,
  dropStagedEndpoint,
  makeBackupEndpoint,
  rehearseBackupEndpoint,
  restoreEndpoint,
  stageRestoreEndpoint,
} from '../../../server/backup/backup.contract.ts';
import { cancelJobEndpoint } from '../../../server/jobs/jobs.contract.ts';
import { usePanelEvent } from '../../api/panel-events.tsx';
import { useAsk, useSend } from '../../api/use-ask.ts';

/** For a page that hears of no events, since too many listen. */
const askMs = 5_000;

/** The backups of this center, followed while one is made or opened, and what can be done with them. */
export function useBackups() {
  const state = useAsk(backupsEndpoint, {}, { everyMs: askMs });
  usePanelEvent('jobs', state.retry);
  const refreshes = [backupsEndpoint.path];
  return {
    state,
    make: useSend(makeBackupEndpoint, { refreshes }),
    copy: useSend(copyBackupEndpoint, { refreshes }),
    place: useSend(backupPlaceEndpoint, { refreshes }),
    rehearse: useSend(rehearseBackupEndpoint, { refreshes }),
    stage: useSend(stageRestoreEndpoint, { refreshes }),
    drop: useSend(dropStagedEndpoint, { refreshes }),
    restore: useSend(restoreEndpoint, { refreshes }),
    cancel: useSend(cancelJobEndpoint, { refreshes }),
  };
}

export type BackupsFace = ReturnType<typeof useBackups>;

/** A center is restored at its own PC alone: elsewhere nothing offers it. */
export function isThisPc(): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(window.location.hostname);
}
