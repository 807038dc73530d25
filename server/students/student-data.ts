import type { Clock } from '../clock.ts';
import type { CertConfig } from '../config/cert-config.ts';
import type { Database } from '../db/open-database.ts';
import type { Log } from '../log.ts';
import { createCertificateStatus } from './certificate-status.ts';
import { createListFiller } from './list-filler.ts';
import { createFillNeed } from './list-index.store.ts';
import { createStudentReader } from './student-reader.ts';
import { createStudentRecordStores } from './student-records.store.ts';
import { createStudentStore } from './students.store.ts';

type Parts = {
  readonly portalDb: Database;
  readonly config: CertConfig;
  readonly clock: Clock;
  readonly log: Log;
  readonly onFatal: (error: unknown) => void;
};

/** Everything that reads the students of an open center, put together once. Whoever reads calls `beforeRead` first. */
export function createStudentData({ portalDb, config, clock, log, onFatal }: Parts) {
  const databasePath = portalDb.name;
  const students = createStudentStore(portalDb, config);
  const filler = createListFiller({ databasePath, config, needsFill: createFillNeed(portalDb, config), log, onFatal });
  /** Rows that another program changed are found by their new values, here and in the list. */
  const beforeRead = () => {
    students.refreshKeys();
    filler.fill();
  };
  const reader = createStudentReader({ databasePath, config, beforeRead });
  const stores = createStudentRecordStores(portalDb, config, clock);
  const status = createCertificateStatus({ config, ...stores });

  async function close(): Promise<void> {
    await Promise.all([filler.close(), reader.close()]);
  }

  return { databasePath, students, beforeRead, reader, stores, status, fillLists: filler.fill, close };
}
