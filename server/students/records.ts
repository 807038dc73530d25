import type { Audit } from '../audit/audit.ts';
import type { Actor, Caller } from '../caller.ts';
import type { ListedCertificate } from '../certificates/certificates.contract.ts';
import type { CertConfig } from '../config/cert-config.ts';
import { Refusal } from '../refusal.ts';
import { maskPhone } from '../values/phone.ts';
import { type ChangeLog, type LoggedChange, readKept } from './change-log.store.ts';
import { isDrawnOtherwise } from './replaced.ts';
import type { RowChanges } from './row-changes.store.ts';
import type { StudentCell, StudentCells } from './student-cells.ts';
import type { StudentTable } from './student-tables.store.ts';
import { toStudent } from './student-columns.ts';
import type { RecordCertificate, RecordChange, RecordField, StudentRecord } from './students.contract.ts';
import type { Row, Student } from './students.ts';

export type Staff = Caller & { readonly actor: Actor };

type Parts = {
  readonly config: CertConfig;
  readonly rows: Pick<RowChanges, 'tables' | 'tableOf' | 'read'>;
  readonly changes: ChangeLog;
  readonly cells: StudentCells;
  readonly certificates: { readonly listFor: (student: Student) => ListedCertificate[] };
  readonly isRevoked: (certificate: { round_id: string; subject_code: string; sbd: string }) => boolean;
  readonly audit: Audit;
};

export type Records = ReturnType<typeof createRecords>;

/** One student's record as staff see it: every round's row, certificates, history. Phones are hidden. */
export function createRecords({ config, rows, changes, cells, certificates, isRevoked, audit }: Parts) {
  type Found = { readonly table: StudentTable; readonly row: Row };

  /** Refuses `record.none`. */
  function record({ sbd }: { readonly sbd: string }): StudentRecord {
    const found = rows.tables.flatMap((table): Found[] => {
      const row = rows.read(table, sbd);
      return row ? [{ table, row }] : [];
    });
    const [first] = found;
    if (!first) throw noRecord(sbd);
    return {
      sbd,
      name: first.row[first.table.name] ?? '',
      rounds: found.map(({ table, row }) => ({
        round_id: table.roundId,
        round_label: config.rounds.find(({ id }) => id === table.roundId)?.label ?? '',
        fields: cells.cells.map((cell) => toField(cell, row)),
      })),
      certificates: found.flatMap((one) => toCertificates(one, sbd)),
      history: found
        .flatMap(({ table, row }) => changes.changesOf(table.table, sbd).map((change) => toChange(change, table, row)))
        .toSorted((one, other) => other.change_id - one.change_id),
    };
  }

  function toCertificates({ table, row }: Found, sbd: string): RecordCertificate[] {
    const kept = changes.changesOf(table.table, sbd).filter(({ before_json: before }) => before !== null);
    return certificates.listFor(toStudent(table, table.roundId, row)).map((listed) => {
      // Newest first: copies are replaced by the last change after which they would look otherwise.
      const change = kept.find(({ before_json: before }) =>
        isDrawnOtherwise(cells, listed.subject_code, before ?? '', row),
      );
      return {
        ...listed,
        status: isRevoked({ ...listed, sbd }) ? ('revoked' as const) : ('current' as const),
        replaced_before: change?.changed_at ?? null,
      };
    });
  }

  /** The whole phone; told of in the log. Refuses `record.none`. */
  async function showPhone(asked: { readonly round_id: string; readonly sbd: string }, { actor, address }: Staff) {
    const table = rows.tableOf(asked.round_id);
    const row = table && rows.read(table, asked.sbd);
    if (!table || !row) throw noRecord(asked.sbd);
    await audit.record({
      action: 'student.phone.show',
      targetId: `${table.table}:${asked.sbd}`,
      userId: actor.userId,
      userEmail: actor.email,
      session: actor.jti,
      ip: address,
    });
    return { phone: table.phone === null ? '' : (row[table.phone] ?? '') };
  }

  function toChange(change: LoggedChange, table: StudentTable, now: Row): RecordChange {
    const before = readKept(change.before_json);
    const after = readKept(change.after_json);
    const changed = cells.cells.filter(({ column }) => before[column.toLowerCase()] !== after[column.toLowerCase()]);
    const holds = ({ column }: StudentCell) => (now[column] ?? '') === (after[column.toLowerCase()] ?? '');
    return {
      change_id: change.id,
      round_id: table.roundId,
      kind: kindOf(change),
      changed_at: change.changed_at,
      changed_by: change.changed_by,
      reason: change.reason,
      batch_id: change.batch_id,
      was_changed_outside: change.was_changed_outside === 1,
      cells: changed.map((cell) => ({
        column: cell.column,
        role: cell.role,
        before: shown(cell, before[cell.column.toLowerCase()] ?? ''),
        after: shown(cell, after[cell.column.toLowerCase()] ?? ''),
      })),
      can_undo: change.before_json !== null && change.after_json !== null && changed.length > 0 && changed.every(holds),
    };
  }

  return { record, showPhone };
}

export const noRecord = (sbd: string) =>
  new Refusal('not-found', 'record.none', `there is no record with the registration number '${sbd}'`);

function kindOf({ kind, before_json: before, after_json: after }: LoggedChange): RecordChange['kind'] {
  if (kind === 'corrected' || kind === 'undone') return kind;
  if (before === null) return 'added';
  return after === null ? 'removed' : 'imported';
}

function toField(cell: StudentCell, row: Row): RecordField {
  const value = row[cell.column] ?? '';
  return {
    column: cell.column,
    role: cell.role,
    subject_code: cell.subjectCode,
    subject_label: cell.subjectLabel,
    value: shown(cell, value),
    is_masked: cell.role === 'phone' && value !== '',
    is_drawn: cell.isDrawn,
  };
}

function shown({ role }: StudentCell, value: string): string {
  return role === 'phone' ? maskPhone(value) : value;
}
