import { join } from 'node:path';
import type { Clock } from '../clock.ts';
import type { CertConfig } from '../config/cert-config.ts';
import type { Database } from '../db/open-database.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { createImportBatches } from './import-batches.store.ts';
import { createImportDrafts } from './import-drafts.ts';
import { createImportSources } from './import-sources.store.ts';
import { createImportTurn } from './import-turn.ts';
import { type BackUpFirst, createImports } from './imports.ts';
import { createWrittenLists } from './written-lists.ts';

type Parts = {
  readonly config: CertConfig;
  /** The center folder; uploads wait in its data. */
  readonly root: string;
  readonly portalDb: Database;
  readonly jobs: Jobs;
  readonly clock: Clock;
  readonly makeId: () => string;
  readonly backUpFirst: BackUpFirst;
  /** After a list was written or taken back. */
  readonly onWritten: () => void;
};

/** Lists in the panel: those on their way, and those that were written. */
export function createImporting({ portalDb, ...parts }: Parts) {
  const shared = {
    ...parts,
    databasePath: portalDb.name,
    drafts: createImportDrafts(join(parts.root, 'data', 'uploads'), parts.clock.now),
    batches: createImportBatches(portalDb, parts.clock),
    sources: createImportSources(portalDb, parts.clock),
    turn: createImportTurn(),
  };
  return { imports: createImports(shared), writtenLists: createWrittenLists(shared) };
}
