import type { CertConfig } from '../config/cert-config.ts';
import type { Database } from '../db/open-database.ts';
import { createRowReader } from './admin-list.store.ts';
import { createFilteredRows } from './filtered-rows.store.ts';
import { type Matches, ofRows } from './list-matches.ts';
import { readText } from './read-text.ts';
import { compareByNumber, createCompareByName } from './sort-found.ts';
import { createStudentCells } from './student-cells.ts';
import { studentTables } from './student-tables.store.ts';
import type { Student } from './students.ts';
import type { FindStudentsRequest, FindStudentsResponse, StudentFilter, StudentSort } from './students.contract.ts';
import { createTextRows } from './text-rows.store.ts';
import { createWholeTables, type Place, type Window } from './whole-tables.store.ts';

/** More than these are not sorted: they come as the rounds and their tables stand. */
const mostSorted = 20_000;

export type Ordered = Omit<FindStudentsRequest, 'offset' | 'limit'>;
type FoundPlaces = { readonly total: number; readonly sortedBy: StudentSort; readonly window: Window };
type RoundMatches = { readonly at: number; readonly count: number; readonly matches: Matches };

export type FindStudents = ReturnType<typeof createFindStudents>;

/** Students for the panel, by windows of an answer that may be a million rows long. Inside one reading transaction. */
export function createFindStudents(db: Database, config: CertConfig) {
  const tables = studentTables(db, config).map((table) => ({
    roundId: table.roundId,
    read: createRowReader(db, table),
    text: createTextRows(db, table),
    filtered: createFilteredRows(db, config, table),
  }));
  const whole = createWholeTables(db, studentTables(db, config));
  const { toFound } = createStudentCells(config);

  const dataVersion = () => db.pragma('data_version', { simple: true });
  let recent: { readonly key: string; readonly found: FoundPlaces } | null = null;

  function find({ offset, limit, ...asked }: FindStudentsRequest): FindStudentsResponse {
    const { total, sortedBy, window } = findAgain(asked);
    return { total, sorted_by: sortedBy, offset, rows: window(offset, limit).map((place) => toFound(readAt(place))) };
  }

  /** The next window of the same answer costs no search, while nobody has written anything. */
  function findAgain(asked: Ordered): FoundPlaces {
    const key = JSON.stringify([dataVersion(), asked]);
    if (recent?.key !== key) recent = { key, found: findPlaces(asked) };
    return recent.found;
  }

  /** Every place of the answer, by windows. */
  function findPlaces({ sort, is_descending: isDescending, ...filter }: Ordered): FoundPlaces {
    const found = tables.flatMap(({ roundId }, at): RoundMatches[] => {
      if (filter.round_id !== null && filter.round_id !== roundId) return [];
      const matches = matchesOf(at, filter);
      return [{ at, matches, count: matches.count() }];
    });
    const total = found.reduce((sum, { count }) => sum + count, 0);
    if (sort !== 'round' && total <= mostSorted) {
      const sorted = sortPlaces(found, sort, isDescending);
      return { total, sortedBy: sort, window: (offset, limit) => sorted.slice(offset, offset + limit) };
    }
    if (sort === 'number' && isWhole(filter)) {
      const at = found.map((round) => round.at);
      return { total, sortedBy: sort, window: whole.byNumber(at, isDescending) };
    }
    return { total, sortedBy: 'round', window: inOrder(found, total, isDescending) };
  }

  function matchesOf(at: number, filter: StudentFilter): Matches {
    const table = tables[at];
    const ways = readText(filter.text);
    const filtered = table?.filtered.select(filter) ?? null;
    if (!table || (ways === null && filtered === null)) return whole.rowsOf(at);
    if (ways === null) return ofRows(filtered ?? []);
    const matches = table.text.find(ways);
    if (filtered === null) return matches;
    const wanted = new Set(filtered);
    return ofRows(matches.all().filter((row) => wanted.has(row)));
  }

  function sortPlaces(found: readonly RoundMatches[], sort: StudentSort, isDescending: boolean): Place[] {
    const rows = found.flatMap(({ at, matches }) =>
      matches.all().map((row) => {
        const { sbd, name } = readAt({ at, row });
        return { at, row, sbd, name };
      }),
    );
    rows.sort(sort === 'name' ? createCompareByName() : compareByNumber);
    return isDescending ? rows.reverse() : rows;
  }

  function readAt({ at, row }: Place): Student {
    const table = tables[at];
    if (!table) throw new Error('no such table');
    return table.read(row);
  }

  return { find, findPlaces, readAt };
}

function isWhole({ text, school, subject_code: subject, result }: StudentFilter): boolean {
  return readText(text) === null && school === null && subject === null && result === null;
}

/** One round after the other, each in the order of its table; or all of it from the end. */
function inOrder(found: readonly RoundMatches[], total: number, isDescending: boolean): Window {
  const forwards: Window = (offset, limit) => {
    const places: Place[] = [];
    let skip = offset;
    for (const { at, matches, count } of found) {
      if (skip < count && places.length < limit) {
        for (const row of matches.window(skip, limit - places.length)) places.push({ at, row });
      }
      skip = Math.max(0, skip - count);
    }
    return places;
  };
  if (!isDescending) return forwards;
  return (offset, limit) => {
    const end = Math.max(0, total - offset);
    const start = Math.max(0, end - limit);
    return forwards(start, end - start).toReversed();
  };
}
