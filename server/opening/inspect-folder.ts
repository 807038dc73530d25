import { existsSync, statSync } from 'node:fs';
import { readDatabaseHeader } from '../db/database-header.ts';
import { refuseNewer } from '../db/migrate.ts';
import { allMigrations } from '../db/migrations/all-migrations.ts';
import { StartProblem } from '../db/start-problem.ts';
import type { CenterPaths } from './paths.ts';

/** What a start has to do with the folder's records. */
export type FolderState = 'current' | 'to-migrate' | 'to-adopt' | 'new';

/**
 * By plain reading, before anything is opened: a folder of a newer program is refused without touching a byte.
 * Refuses `newer` and `damaged`.
 */
export function inspectFolder(paths: CenterPaths): FolderState {
  if (existsSync(paths.portal)) {
    const header = readDatabaseHeader(paths.portal);
    if (!header) throw damaged(paths.portal);
    refuseNewer(paths.portal, header.userVersion, allMigrations.length);
    return header.userVersion === allMigrations.length ? 'current' : 'to-migrate';
  }
  if (!existsSync(paths.upstreamDatabase) || statSync(paths.upstreamDatabase).size === 0) return 'new';
  if (!readDatabaseHeader(paths.upstreamDatabase)) throw damaged(paths.upstreamDatabase);
  return 'to-adopt';
}

export function damaged(path: string, finding = 'it does not begin as a database'): StartProblem {
  return new StartProblem(
    'damaged',
    path,
    `${path} is damaged (${finding}): nothing was written to it; restore a backup, or keep it aside and ask for help`,
    { finding },
  );
}
