import type { Database } from '../db/open-database.ts';
import { sqlName } from '../db/sql-name.ts';
import { type DobKey, toDobKey } from '../values/dob.ts';
import { type NameKey, toNameKey } from '../values/name.ts';
import { type PhoneKey, toPhoneKey } from '../values/phone.ts';
import { rowsPerSource } from './list-entries.ts';
import { toText } from './student-columns.ts';
import type { StudentTable } from './student-tables.store.ts';

/** What a row must have; null is anything. */
export type ListAsk = {
  readonly sbd: string | null;
  readonly part: NameKey | null;
  readonly dob: DobKey | null;
  readonly phone: PhoneKey | null;
};

/** Row number, registration number, name, date of birth, phone. */
type Told = readonly [number, unknown, unknown, unknown, unknown];

export type ListRows = ReturnType<typeof createListRows>;

/** Rows of one table by what stands in them, whatever any index says. */
export function createListRows(db: Database, { table, sbd, name, dob, phone }: StudentTable) {
  const told = [sbd, name, dob, phone].map((column) => (column === null ? "''" : sqlName(column))).join(', ');
  const select = `SELECT rowid, ${told} FROM ${sqlName(table)}`;
  const selectOne = db.prepare<[number], Told>(`${select} WHERE rowid = ?`).raw();
  const selectFrom = db.prepare<[number], Told>(`${select} WHERE rowid > ? ORDER BY rowid`).raw();
  const selectBelow = db.prepare<[], Told>(`${select} WHERE rowid < 1 ORDER BY rowid`).raw();
  const selectNumber = db
    .prepare<[string], number>(`SELECT rowid FROM ${sqlName(table)} WHERE ${sqlName(sbd)} = ?`)
    .pluck();
  const countFrom = db
    .prepare<[number, number], number>(
      `SELECT count(*) FROM (SELECT 1 FROM ${sqlName(table)} WHERE rowid > ? OR rowid < 1 LIMIT ?)`,
    )
    .pluck();

  /** Those of the rows that are there and fit. */
  function fitting(rows: readonly number[], asked: ListAsk): number[] {
    return rows.filter((row) => {
      const found = selectOne.get(row);
      return found !== undefined && fits(found, asked);
    });
  }

  /** All rows that fit behind a row number, those without a usable number included; no more than `most`. */
  function scan(after: number, asked: ListAsk, most = Infinity): number[] {
    const found: number[] = [];
    for (const statement of [selectBelow.iterate(), selectFrom.iterate(after)]) {
      for (const row of statement) {
        if (!fits(row, asked)) continue;
        found.push(row[0]);
        if (found.length >= most) return found;
      }
    }
    return found;
  }

  /** How many rows are not below `listedTo`, counted up to `most`. */
  function countBeyond(listedTo: number, most: number): number {
    return countFrom.get(Math.min(listedTo, rowsPerSource), most) ?? 0;
  }

  function rowOf(number: string): number | null {
    return selectNumber.get(number) ?? null;
  }

  return { fitting, scan, countBeyond, rowOf };
}

function fits([, sbd, name, dob, phone]: Told, asked: ListAsk): boolean {
  if (asked.sbd !== null && toText(sbd) !== asked.sbd) return false;
  if (asked.phone !== null && (asked.phone === '' || toPhoneKey(toText(phone)) !== asked.phone)) return false;
  if (asked.dob !== null && toDobKey(toText(dob)) !== asked.dob) return false;
  return asked.part === null || toNameKey(toText(name)).includes(asked.part);
}
