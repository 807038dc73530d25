import type { Database } from '../db/open-database.ts';
import { leastLetters, toEntry, toQuery } from './list-entries.ts';
import { inTurn, type Matches, noMatches, ofAnyRows, ofRows } from './list-matches.ts';
import { createListRows, type ListAsk } from './list-rows.store.ts';
import type { StudentTable } from './student-tables.store.ts';

/** More rows than this outside the index are not read one by one: the keys are gone through instead. */
const mostUnlisted = 20_000;
/** Fewer matches than this are looked up and sorted; more come soon enough when the table is read in its order. */
const fewMatches = 5_000;
const mostCounts = 200;

export type ListMatcher = ReturnType<typeof createListMatcher>;

/**
 * Finds rows of one table. Always what the table holds: rows that the index does not know, or knows from before a
 * change, are read themselves. Inside one reading transaction.
 */
export function createListMatcher(db: Database, table: StudentTable) {
  const { source } = table;
  const first = toEntry(source, 0);
  const rows = createListRows(db, table);
  const listed = db.prepare<[number], number>('SELECT listed_to FROM student_source WHERE id = ?').pluck();
  const selectWaiting = db
    .prepare<[number, number], number>('SELECT row FROM list_waiting WHERE row BETWEEN ? AND ?')
    .pluck();
  const matching = 'FROM student_list WHERE student_list MATCH ? AND rowid BETWEEN ? AND ?';
  const countIndex = db.prepare<[string, number, number], number>(`SELECT count(*) ${matching}`).pluck();
  // Source: SQLite, FTS5 documentation, appendix on the shadow tables: the structure record has the id 10.
  const selectState = db.prepare<[], Buffer>('SELECT block FROM student_list_data WHERE id = 10').pluck();
  const counts = new Map<string, number>();
  let countedState: string | undefined;
  const selectIndex = db
    .prepare<[string, number, number, number, number], number>(`SELECT rowid ${matching} LIMIT ? OFFSET ?`)
    .pluck();
  const hasStale = db.prepare<[number], number>('SELECT EXISTS (SELECT 1 FROM stale_row WHERE source = ?)').pluck();
  const selectStale = db.prepare<[number], string>('SELECT sbd FROM stale_row WHERE source = ?').pluck();
  const selectByPhone = db
    .prepare<[string, number], string>('SELECT sbd FROM student_phone WHERE phone_key = ? AND source = ?')
    .pluck();
  const keyed = `FROM student_key WHERE source = @source AND (@part = '' OR instr(name_key, @part) > 0)
    AND (@dob = '' OR dob_key = @dob)`;
  type Keyed = { readonly source: number; readonly part: string; readonly dob: string };
  const countKeys = db.prepare<[Keyed], number>(`SELECT count(*) ${keyed}`).pluck();
  const selectKeys = db.prepare<[Keyed], string>(`SELECT sbd ${keyed}`).pluck();

  function match(asked: ListAsk): Matches {
    if (asked.part === '' || asked.dob === '' || asked.phone === '') return noMatches;
    if (asked.sbd !== null) return ofNumbers([asked.sbd], asked);
    if (asked.phone !== null) {
      return ofNumbers([...selectByPhone.all(asked.phone, source), ...selectStale.all(source)], asked);
    }
    const listedTo = listed.get(source) ?? 0;
    const query = toQuery(asked.part, asked.dob);
    if (query === null || rows.countBeyond(listedTo, mostUnlisted) === mostUnlisted) return byKeys(asked);
    return byIndex(query, asked, listedTo);
  }

  function ofNumbers(numbers: readonly string[], asked: ListAsk): Matches {
    const found = numbers.map(rows.rowOf).filter((row) => row !== null);
    return ofAnyRows(rows.fitting(found, asked));
  }

  function byIndex(query: string, asked: ListAsk, listedTo: number): Matches {
    const last = first + listedTo;
    const beyond = rows.scan(listedTo, asked);
    const waiting = selectWaiting.all(first, last).map((entry) => entry - first);
    const select = (offset: number, limit: number) =>
      selectIndex.all(query, first, last, limit, offset).map((entry) => entry - first);
    const isSure = asked.dob === null && (asked.part === null || Array.from(asked.part).length >= leastLetters);
    if (isSure && waiting.length === 0) {
      const index = {
        count: () => counted(query, last),
        window: select,
        all: () => select(0, -1),
      };
      return inTurn(index, beyond);
    }
    const changed = new Set(waiting);
    const known = select(0, -1).filter((row) => !changed.has(row));
    const right = isSure ? known : rows.fitting(known, asked);
    return ofAnyRows([...right, ...rows.fitting(waiting, asked), ...beyond]);
  }

  /** Kept until the index itself changes, which its record of segments tells: half of all are named Nguyễn. */
  function counted(query: string, last: number): number {
    const state = selectState.get()?.toString('base64');
    if (state !== countedState || counts.size >= mostCounts) counts.clear();
    countedState = state;
    const key = `${last} ${query}`;
    const count = counts.get(key) ?? countIndex.get(query, first, last) ?? 0;
    counts.set(key, count);
    return count;
  }

  /** Two letters, or a list that is still being put into the index. */
  function byKeys(asked: ListAsk): Matches {
    if (hasStale.get(source) === 1) return ofRows(rows.scan(0, asked));
    const keys = { source, part: asked.part ?? '', dob: asked.dob ?? '' };
    const count = countKeys.get(keys) ?? 0;
    const all = () => ofNumbers(selectKeys.all(keys), asked).all();
    if (count < fewMatches) return ofRows(all());
    return {
      count: () => count,
      window: (offset, limit) => rows.scan(0, asked, offset + limit).slice(offset),
      all,
    };
  }

  return { match, rowOf: rows.rowOf };
}
