import type { CertConfig } from '../config/cert-config.ts';
import type { Database } from '../db/open-database.ts';
import { sqlName } from '../db/sql-name.ts';
import type { AdminListResponse } from './admin-list.contract.ts';
import { createListMatcher } from './list-matcher.store.ts';
import type { ListAsk } from './list-rows.store.ts';
import { toStudent } from './student-columns.ts';
import { type StudentTable, studentTables } from './student-tables.store.ts';

const mostRows = 50;

/** `roundId` narrows to one round. */
export type AdminListAsk = ListAsk & { readonly roundId: string | null };

export type AdminList = ReturnType<typeof createAdminList>;

/** Staff's list of whole rows, in round and table order. Source: upstream api/admin_list.py. */
export function createAdminList(db: Database, config: CertConfig) {
  const rounds = studentTables(db, config).map((table) => ({
    ...createListMatcher(db, table),
    roundId: table.roundId,
    label: config.rounds.find(({ id }) => id === table.roundId)?.label ?? '',
    read: createRowReader(db, table),
  }));

  function list({ roundId, ...asked }: AdminListAsk): AdminListResponse {
    let total = 0;
    const rows: AdminListResponse['rows'] = [];
    for (const round of rounds) {
      if (roundId !== null && round.roundId !== roundId) continue;
      const matches = round.match(asked);
      total += matches.count();
      for (const row of matches.window(0, mostRows - rows.length)) {
        const { sbd, name, columns } = round.read(row);
        rows.push({ sbd, name, round_id: round.roundId, round_label: round.label, fields: columns });
      }
    }
    return { total, truncated: total > rows.length, rows };
  }

  return { list };
}

/** A row by its number, as the config declares it. */
export function createRowReader(db: Database, table: StudentTable) {
  const declared = table.declared.map((column) => `${sqlName(column)} AS ${sqlName(column)}`).join(', ');
  const select = db.prepare<[number], Record<string, unknown>>(
    `SELECT ${declared} FROM ${sqlName(table.table)} WHERE rowid = ?`,
  );
  return (row: number) => toStudent(table, table.roundId, select.get(row) ?? {});
}
