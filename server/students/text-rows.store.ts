import type { Database } from '../db/open-database.ts';
import { sqlName } from '../db/sql-name.ts';
import { toPhoneKey } from '../values/phone.ts';
import { createListMatcher } from './list-matcher.store.ts';
import { type Matches, ofAnyRows, ofRows } from './list-matches.ts';
import { toText } from './student-columns.ts';
import type { StudentTable } from './student-tables.store.ts';
import type { ReadText } from './read-text.ts';

export type TextRows = ReturnType<typeof createTextRows>;

/** Rows of one table by the line in the search box. */
export function createTextRows(db: Database, student: StudentTable) {
  const { table, sbd, phone } = student;
  const matcher = createListMatcher(db, student);
  const selectByStart = db
    .prepare<[string, string], number>(
      `SELECT rowid FROM ${sqlName(table)} WHERE ${sqlName(sbd)} >= ? AND ${sqlName(sbd)} < ?`,
    )
    .pluck();
  const selectPhone =
    phone === null
      ? null
      : db.prepare<[number]>(`SELECT ${sqlName(phone)} FROM ${sqlName(table)} WHERE rowid = ?`).pluck();

  function find(ways: readonly ReadText[]): Matches {
    const found = ways.map(findOneWay).filter((matches) => matches.count() > 0);
    const [only] = found;
    if (found.length === 1 && only) return only;
    return ofAnyRows(found.flatMap((matches) => matches.all()));
  }

  function findOneWay({ part, number, dob, phoneEnd }: ReadText): Matches {
    if (number !== null) return ofAnyRows(withStart(number));
    if (phoneEnd !== null) return ofRows(withPhoneEnd(phoneEnd));
    return matcher.match({ part, dob, sbd: null, phone: null });
  }

  function withStart(start: string): number[] {
    const spellings = new Set([start, start.toUpperCase(), start.toLowerCase()]);
    return [...spellings].flatMap((spelling) => selectByStart.all(spelling, `${spelling}\u{10FFFF}`));
  }

  function withPhoneEnd(digits: string): number[] {
    const asked = { phone: toPhoneKey(digits), part: null, dob: null, sbd: null };
    return matcher
      .match(asked)
      .all()
      .filter((row) => toText(selectPhone?.get(row)).replace(/\D/g, '').endsWith(digits));
  }

  return { find };
}
