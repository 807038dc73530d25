import type { CertConfig } from '../config/cert-config.ts';
import type { InTransaction } from '../db/transactions.ts';
import { Refusal } from '../refusal.ts';
import { readSbd } from '../values/sbd.ts';
import type { AdminUpdateRequest, AdminUpdateResponse } from './admin-list.contract.ts';
import { readGiven } from './admin-list.ts';
import type { Corrections } from './corrections.ts';
import type { Staff } from './records.ts';
import type { RowChanges } from './row-changes.store.ts';
import type { StudentCell, StudentCells } from './student-cells.ts';

type Parts = {
  readonly config: CertConfig;
  readonly rows: RowChanges;
  readonly cells: StudentCells;
  readonly corrections: Pick<Corrections, 'appendUpdate'>;
  readonly inTransaction: InTransaction;
};

export type AdminUpdate = ReturnType<typeof createAdminUpdate>;

/** One cell changed by the wire, which knows no reason and cleans nothing. Source: upstream api/admin_update.py. */
export function createAdminUpdate({ config, rows, cells, corrections, inTransaction }: Parts) {
  /** Refuses for sbd, value, column, the column of sbd, round, row, in this order. */
  function update(asked: AdminUpdateRequest, staff: Staff): AdminUpdateResponse {
    const read = readSbd(asked.sbd);
    if (!read.ok) throw invalid(read.missing ? 'sbd.missing' : 'sbd.form', read.message);
    const next = requireValue(asked.new_value);
    const cell = requireColumn(readGiven(asked.column));
    const table = rows.tableOf(readGiven(asked.round_id));
    if (!table) {
      const available = listed(config.rounds.map(({ id }) => id));
      throw invalid('round.unknown', `unknown round_id '${readGiven(asked.round_id)}'; available: ${available}`);
    }
    const { sbd } = read;
    return inTransaction(() => {
      const before = rows.read(table, sbd);
      if (!before) throw invalid('record.none', `no row with sbd '${sbd}' in round '${table.roundId}'`);
      const old = before[cell.column] ?? '';
      const changed = next !== old;
      const change = { table, sbd, before, cells: { [cell.column]: next }, userId: staff.actor.userId };
      const commitHash = changed ? rows.write({ ...change, kind: 'corrected' }).commitHash : null;
      corrections.appendUpdate({ table, sbd, cell, old, next, commitHash }, staff);
      return { sbd, column: cell.column, old_value: old, new_value: next, changed };
    });
  }

  function requireColumn(column: string): StudentCell {
    const cell = cells.cellOf(column);
    if (cell?.column !== column) {
      const allowed = listed(cells.cells.map((known) => known.column));
      throw invalid('column.unknown', `column '${column}' is not in the schema; allowed: ${allowed}`);
    }
    if (cell.role === 'sbd') throw invalid('column.sbd', `column '${column}' is the row's key and cannot be updated`);
    return cell;
  }

  return { update };
}

function requireValue(value: unknown): string {
  if (typeof value === 'string') return value.trim();
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw invalid('value.missing', 'new_value is required');
}

/** As the wire lists names. */
function listed(names: readonly string[]): string {
  return `[${names.map((name) => `'${name}'`).join(', ')}]`;
}

const invalid = (code: string, message: string) => new Refusal('invalid', code, message);
