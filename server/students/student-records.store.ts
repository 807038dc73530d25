import type { Clock } from '../clock.ts';
import type { CertConfig } from '../config/cert-config.ts';
import type { Database } from '../db/open-database.ts';
import { createAdminList } from './admin-list.store.ts';
import { createChangeLog } from './change-log.store.ts';
import { createRevocationStore } from './revocations.store.ts';
import { createRowChanges } from './row-changes.store.ts';
import { createStudentCells } from './student-cells.ts';

export type StudentRecordStores = ReturnType<typeof createStudentRecordStores>;

/** What is kept of single records: rows, what changed in them, what was revoked. */
export function createStudentRecordStores(db: Database, config: CertConfig, clock: Clock) {
  return {
    rows: createRowChanges(db, config, clock),
    changes: createChangeLog(db),
    revocations: createRevocationStore(db),
    cells: createStudentCells(config),
    lists: createAdminList(db, config),
  };
}
