import type { Database } from '../db/open-database.ts';
import { sqlName } from '../db/sql-name.ts';
import type { Matches } from './list-matches.ts';
import type { StudentTable } from './student-tables.store.ts';

/** `at` is the place of the round among the tables, `row` the number of the row in its table. */
export type Place = { readonly at: number; readonly row: number };
export type Window = (offset: number, limit: number) => readonly Place[];

export type WholeTables = ReturnType<typeof createWholeTables>;

/** Every row, without a search. */
export function createWholeTables(db: Database, tables: readonly StudentTable[]) {
  const each = tables.map(({ table }): Matches => {
    const count = db.prepare<[], number>(`SELECT count(*) FROM ${sqlName(table)}`).pluck();
    const window = db
      .prepare<[number, number], number>(`SELECT rowid FROM ${sqlName(table)} ORDER BY rowid LIMIT ? OFFSET ?`)
      .pluck();
    return {
      count: () => count.get() ?? 0,
      window: (offset, limit) => window.all(limit, offset),
      all: () => window.all(-1, 0),
    };
  });

  function rowsOf(at: number): Matches {
    const rows = each[at];
    if (!rows) throw new Error('no such table');
    return rows;
  }

  /** By registration number over the rounds `at`: their indexes merged, nothing sorted. */
  function byNumber(at: readonly number[], isDescending: boolean): Window {
    const parts = tables.flatMap(({ table, sbd }, index) =>
      at.includes(index) ? [`SELECT ${sqlName(sbd)} AS sbd, ${index} AS at, rowid AS row FROM ${sqlName(table)}`] : [],
    );
    const direction = isDescending ? 'DESC' : 'ASC';
    const select = db.prepare<[number, number], Place & { readonly sbd: string }>(
      `${parts.join(' UNION ALL ')} ORDER BY sbd ${direction} LIMIT ? OFFSET ?`,
    );
    return (offset, limit) => select.all(limit, offset).map(({ at: table, row }) => ({ at: table, row }));
  }

  return { rowsOf, byNumber };
}
