import { type Route, serveSignedIn } from '../http/endpoint.ts';
import * as at from './backup.contract.ts';
import type { Backups } from './backup.ts';

export const backupRoutes = ({ backups }: { readonly backups: Backups }): Route[] => [
  serveSignedIn(at.backupsEndpoint, () => backups.state()),
  serveSignedIn(at.backupKeyEndpoint, (_, caller) => backups.makeKey(caller)),
  serveSignedIn(at.makeBackupEndpoint, (_, caller) => backups.make(caller)),
  serveSignedIn(at.verifyBackupEndpoint, ({ name }, caller) => backups.verify(name, caller)),
  serveSignedIn(at.backupScheduleEndpoint, ({ daily_at: time }, caller) => backups.setDaily(time, caller)),
  serveSignedIn(at.backupPlaceEndpoint, ({ folder }, caller) => backups.choosePlace(folder, caller)),
  serveSignedIn(at.copyBackupEndpoint, () => backups.copy()),
  serveSignedIn(at.rehearseBackupEndpoint, ({ identity }, caller) => backups.rehearse(identity, caller)),
  serveSignedIn(at.stageRestoreEndpoint, (asked, caller) => backups.stage(asked, caller)),
  serveSignedIn(at.dropStagedEndpoint, () => backups.drop()),
  serveSignedIn(at.restoreEndpoint, ({ id }, caller) => backups.restore(id, caller)),
];
