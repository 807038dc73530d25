import type { Audit } from '../audit/audit.ts';
import type { ListedCertificate } from '../certificates/certificates.contract.ts';
import type { Clock } from '../clock.ts';
import type { CertConfig } from '../config/cert-config.ts';
import type { RecordDigests } from '../db/record-digests.ts';
import type { RecordHistory } from '../db/record-history.ts';
import type { InTransaction } from '../db/transactions.ts';
import { createAdminLists } from './admin-list.ts';
import { createAdminUpdate } from './admin-update.ts';
import { createCleanValue } from './clean-value.ts';
import { createCorrections } from './corrections.ts';
import { createRecords } from './records.ts';
import { createRevocations } from './revocations.ts';
import type { StudentRecordStores } from './student-records.store.ts';
import type { StudentExports } from './student-exports.ts';
import type { StudentReader } from './student-reader.ts';
import type { Student } from './students.ts';

type Parts = {
  readonly config: CertConfig;
  readonly stores: StudentRecordStores;
  readonly reader: StudentReader;
  readonly exports: StudentExports;
  readonly certificates: { readonly listFor: (student: Student) => ListedCertificate[] };
  readonly audit: Audit;
  readonly digests: RecordDigests;
  readonly history: RecordHistory;
  readonly inTransaction: InTransaction;
  readonly clock: Clock;
};

export type StaffRecords = ReturnType<typeof createStaffRecords>;

/** What staff do with records: lists, single records, corrections, revocations. */
export function createStaffRecords({ stores, ...parts }: Parts) {
  const { config, reader, exports, clock, audit, inTransaction } = parts;
  const { rows, changes, cells, revocations: store } = stores;
  const year = () => new Date(clock.now()).getUTCFullYear();
  const clean = createCleanValue({ config, year });
  const corrections = createCorrections({ ...parts, rows, changes, cells, clean });
  const isRevoked = (certificate: Parameters<typeof store.find>[0]) => store.find(certificate) !== undefined;

  return {
    reader,
    exports,
    lists: createAdminLists({ config, reader, listByNumber: stores.lists.list, audit }),
    records: createRecords({ ...parts, rows, changes, cells, isRevoked }),
    corrections,
    updates: createAdminUpdate({ config, rows, cells, corrections, inTransaction }),
    revocations: createRevocations({ ...parts, store, rows }),
  };
}
