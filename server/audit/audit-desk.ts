import type { Clock } from '../clock.ts';
import type { CertConfig } from '../config/cert-config.ts';
import type { Database } from '../db/open-database.ts';
import type { RecordHistory } from '../db/record-history.ts';
import type { InTransaction } from '../db/transactions.ts';
import type { Log } from '../log.ts';
import { createAcceptChange } from './accept-change.ts';
import { createAuditExports } from './audit-exports.ts';
import { createAuditSearchStore } from './audit-search.store.ts';
import { createAuditWatch } from './audit-watch.ts';
import type { AuditStore } from './audit.store.ts';
import type { Audit } from './audit.ts';
import { createCheckpointStore } from './checkpoints.store.ts';
import { createRecordCheck } from './record-check.store.ts';
import { createVerdictStore } from './verdict.store.ts';

type Parts = {
  readonly root: string;
  readonly config: CertConfig;
  readonly db: Database;
  readonly audit: Audit;
  readonly auditStore: AuditStore;
  readonly history: RecordHistory;
  readonly inTransaction: InTransaction;
  readonly clock: Clock;
  readonly log: Log;
  /** Hears of a new verdict on the log. */
  readonly onVerdict: () => void;
};

export type AuditDesk = ReturnType<typeof createAuditDesk>;

/** What staff and auditors have of the log: search, verdict, export, and the acceptance of what came from outside. */
export function createAuditDesk(parts: Parts) {
  const { config, db, audit, history, inTransaction, clock } = parts;
  const search = createAuditSearchStore(db);
  const verdicts = createVerdictStore(db);
  const checkpoints = createCheckpointStore(db, config.project.slug);
  const watch = createAuditWatch({ ...parts, databasePath: db.name, search, verdicts, checkpoints });
  const notes = () => checkpoints.list().map(({ note }) => note);
  const exports = createAuditExports({ config, watch, notes, audit, clock });
  const records = createRecordCheck(db, config);
  const signAnew = async () => {
    await watch.checkpoint();
  };
  const acceptChange = createAcceptChange({ records, verdicts, history, audit, inTransaction, signAnew });
  return { search, watch, exports, acceptChange };
}
