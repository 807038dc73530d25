import type { Audit } from '../audit/audit.ts';
import type { ListedCertificate } from '../certificates/certificates.contract.ts';
import type { InTransaction } from '../db/transactions.ts';
import { Refusal } from '../refusal.ts';
import { maskPhone } from '../values/phone.ts';
import { type ChangeLog, readKept } from './change-log.store.ts';
import type { createCleanValue } from './clean-value.ts';
import { noRecord, type Staff } from './records.ts';
import type { RowChanges } from './row-changes.store.ts';
import type { StudentCell, StudentCells } from './student-cells.ts';
import { toStudent } from './student-columns.ts';
import type { StudentTable } from './student-tables.store.ts';
import type { CorrectRequest, CorrectResponse } from './students.contract.ts';
import type { Row, Student } from './students.ts';

type Parts = {
  readonly rows: RowChanges;
  readonly changes: ChangeLog;
  readonly cells: StudentCells;
  readonly clean: ReturnType<typeof createCleanValue>;
  readonly certificates: { readonly listFor: (student: Student) => ListedCertificate[] };
  readonly audit: Audit;
  readonly inTransaction: InTransaction;
  /** Hears of each change once it is on disk. */
  readonly onChange?: () => void;
};

export type Corrections = ReturnType<typeof createCorrections>;

/** Changes of one cell at a time, each with who, why, before and after, in one transaction with its entry in the log. */
export function createCorrections(parts: Parts) {
  const { rows, changes, cells, clean, certificates, audit, inTransaction, onChange } = parts;

  /** Refuses an unknown round, column or record, a value that cannot be (`correct.value`), `correct.conflict`. */
  function correct(asked: CorrectRequest, staff: Staff): CorrectResponse {
    const table = rows.tableOf(asked.round_id);
    const cell = cells.cellOf(asked.column);
    if (!table || !cell) throw new Refusal('not-found', 'record.none', `there is no column '${asked.column}' there`);
    const answer = inTransaction(() => {
      const before = rows.read(table, asked.sbd);
      if (!before) throw noRecord(asked.sbd);
      const old = before[cell.column] ?? '';
      requireExpected(cell, old, asked.expected_old ?? null);
      const next = clean(cell, asked.new_value, old);
      const told = { old_value: shown(cell, old), new_value: shown(cell, next) };
      if (next === old) return { changed: false, change_id: null, replaced: 0, ...told };
      const cellsNow = { [cell.column]: next };
      const change = { table, sbd: asked.sbd, before, cells: cellsNow, reason: asked.reason };
      const { id, commitHash } = rows.write({ ...change, userId: staff.actor.userId, kind: 'corrected' });
      appendUpdate({ table, sbd: asked.sbd, cell, old, next, commitHash }, staff);
      return { changed: true, change_id: id, replaced: countReplaced(table, before, [cell]), ...told };
    });
    if (answer.changed) onChange?.();
    return answer;
  }

  type Update = {
    readonly table: StudentTable;
    readonly sbd: string;
    readonly cell: StudentCell;
    readonly old: string;
    readonly next: string;
    readonly commitHash: string | null;
  };

  /** Inside the transaction of the change. Source: upstream api/admin_update.py. */
  function appendUpdate({ table, sbd, cell, old, next, commitHash }: Update, { actor, address }: Staff): void {
    const lengthOf = (text: string) => Array.from(text).length;
    audit.append({
      action: 'student.update',
      targetId: `${table.table}:${sbd}`,
      userId: actor.userId,
      userEmail: actor.email,
      session: actor.jti,
      ip: address,
      metadata: { column: cell.column, changed: next !== old, value_length_delta: lengthOf(next) - lengthOf(old) },
      commitHash,
    });
  }

  /**
   * Puts back what stood there before a change. Refuses `undo.none`, and `undo.collides` with the columns that were
   * changed again since.
   */
  function undo({ change_id: changeId, reason }: { change_id: number; reason: string }, staff: Staff) {
    const answer = inTransaction(() => {
      const change = changes.find(changeId);
      const table = rows.tables.find((candidate) => candidate.table === change?.table_name);
      if (!change?.before_json || !change.after_json || !table) {
        throw new Refusal('not-found', 'undo.none', 'there is no such change that could be undone');
      }
      const sbd = change.record_key;
      const before = rows.read(table, sbd);
      if (!before) throw noRecord(sbd);
      const [was, became] = [readKept(change.before_json), readKept(change.after_json)];
      const valueIn = (kept: Row, { column }: StudentCell) => kept[column.toLowerCase()] ?? '';
      const changed = cells.cells.filter((cell) => valueIn(was, cell) !== valueIn(became, cell));
      const collided = changed.filter((cell) => (before[cell.column] ?? '') !== valueIn(became, cell));
      if (collided.length > 0 || changed.length === 0) throw collides(collided);
      const cellsNow = Object.fromEntries(changed.map((cell) => [cell.column, valueIn(was, cell)]));
      const told = { userId: staff.actor.userId, kind: 'undone', reason } as const;
      const { id, commitHash } = rows.write({ table, sbd, before, cells: cellsNow, ...told });
      audit.append({
        action: 'student.undo',
        targetId: `${table.table}:${sbd}`,
        userId: staff.actor.userId,
        userEmail: staff.actor.email,
        session: staff.actor.jti,
        ip: staff.address,
        metadata: { columns: changed.map(({ column }) => column), change_id: changeId },
        commitHash,
      });
      return { change_id: id, replaced: countReplaced(table, before, changed) };
    });
    onChange?.();
    return answer;
  }

  /** Certificates of the row as it was that show one of the cells. */
  function countReplaced(table: StudentTable, before: Row, changed: readonly StudentCell[]): number {
    const listed = certificates.listFor(toStudent(table, table.roundId, before));
    return listed.filter(({ subject_code: code }) =>
      changed.some(({ isDrawn, role, subjectCode }) => isDrawn && (role !== 'result' || subjectCode === code)),
    ).length;
  }

  return { correct, undo, appendUpdate };
}

function requireExpected(cell: StudentCell, old: string, expected: string | null): void {
  if (expected === null || expected === old) return;
  if (cell.role === 'phone' && expected === maskPhone(old)) return;
  throw new Refusal('conflict', 'correct.conflict', 'the field was changed by someone else meanwhile', {
    column: cell.column,
    current_value: shown(cell, old),
  });
}

function collides(cells: readonly StudentCell[]): Refusal {
  const columns = cells.map(({ column }) => column);
  return new Refusal(
    'conflict',
    'undo.collides',
    `it cannot be undone: changed again since then: ${columns.join(', ')}`,
    { columns },
  );
}

function shown({ role }: StudentCell, value: string): string {
  return role === 'phone' ? maskPhone(value) : value;
}
