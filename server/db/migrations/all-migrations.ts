import type { Migration } from '../migrate.ts';
import { upstreamTables } from './001-upstream-tables.ts';
import { ownRecords } from './002-own-records.ts';
import { searchKeys } from './003-search-keys.ts';
import { listIndex } from './004-list-index.ts';
import { sessionsAndSecondFactor } from './005-sessions.ts';
import { importBatches } from './006-import-batches.ts';
import { nameRequests } from './007-name-requests.ts';
import { revocations } from './008-revocations.ts';
import { auditSearch } from './009-audit-search.ts';
import { studentCounts } from './010-student-counts.ts';

/** In order; the place of a step, counted from 1, is the `user_version` it leads to. Never edited, only added to. */
export const allMigrations: readonly Migration[] = [
  upstreamTables,
  ownRecords,
  searchKeys,
  listIndex,
  sessionsAndSecondFactor,
  importBatches,
  nameRequests,
  revocations,
  auditSearch,
  studentCounts,
];
