import { toInstant } from '../clock.ts';
import type { CertConfig } from '../config/cert-config.ts';
import type { QrPayload } from '../values/qr-payload.ts';
import type { ChangeLog } from './change-log.store.ts';
import { isDrawnOtherwise } from './replaced.ts';
import type { RevocationStore } from './revocations.store.ts';
import type { RowChanges } from './row-changes.store.ts';
import type { StudentCells } from './student-cells.ts';
import type { Student } from './students.ts';

type Parts = {
  readonly config: CertConfig;
  readonly rows: Pick<RowChanges, 'tableOf' | 'read'>;
  readonly changes: Pick<ChangeLog, 'rowBefore' | 'lastChange'>;
  readonly revocations: Pick<RevocationStore, 'find'>;
  readonly cells: StudentCells;
};

export type CertificateStatus = ReturnType<typeof createCertificateStatus>;

/** 9999-12-31T23:59:59Z in Unix seconds: the last instant that can be written. */
const lastSecond = 253_402_300_799;

/** What became of a certificate since it was issued, from the history of its record. */
export function createCertificateStatus({ config, rows, changes, revocations, cells }: Parts) {
  const codes = new Set(config.subjects.map(({ code }) => code));

  /** Undefined where it is current, or nothing is known of it. */
  function statusOf(payload: QrPayload): 'replaced' | 'revoked' | undefined {
    const { round_id: roundId, subject_code: code, sbd, issued_at: issuedAt } = payload;
    const table = rows.tableOf(roundId);
    if (!table || !codes.has(code) || issuedAt < 0 || issuedAt > lastSecond) return undefined;
    if (revocations.find(payload)) return 'revoked';
    const kept = changes.rowBefore(table.table, sbd, toInstant(issuedAt * 1000));
    if (typeof kept !== 'string') return undefined;
    const now = rows.read(table, sbd);
    if (!now) return 'revoked';
    return isDrawnOtherwise(cells, code, kept, now) ? 'replaced' : undefined;
  }

  /** The least Unix second a new certificate may bear: one of the second of a change would look older than it. */
  function issueNotBefore({ roundId, sbd }: Pick<Student, 'roundId' | 'sbd'>): number {
    const table = rows.tableOf(roundId);
    const last = table && changes.lastChange(table.table, sbd);
    return last === undefined ? 0 : Date.parse(last) / 1000 + 1;
  }

  return { statusOf, issueNotBefore };
}
