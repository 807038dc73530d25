import type { Clock } from '../clock.ts';
import type { CertConfig } from '../config/cert-config.ts';
import type { Database } from '../db/open-database.ts';
import { sqlName } from '../db/sql-name.ts';
import { toNameKey } from '../values/name.ts';
import { createResultNames } from '../values/result-name.ts';
import { createStudentCells } from './student-cells.ts';
import { toText } from './student-columns.ts';
import { type StudentTable, studentTables } from './student-tables.store.ts';
import type { StudentFacets } from './students.contract.ts';

const mostSchools = 1_000;
/** A count that took so long is told again for a while, though somebody has written meanwhile. */
const slowMs = 300;
const slowFactor = 20;

type Counted = { readonly value: string; readonly count: number };
/** What each column of a table holds, by how it is spelled, with how many rows do. */
type Columns = ReadonlyMap<string, ReadonlyMap<string, number>>;
type Kept = {
  readonly version: unknown;
  readonly rows: number;
  readonly at: number;
  readonly tookMs: number;
  readonly columns: Columns;
};

/** What the filters can be set to, with how many rows each would show. Inside one reading transaction. */
export function createStudentFacets(db: Database, config: CertConfig, { elapsed }: Pick<Clock, 'elapsed'>) {
  const tables = studentTables(db, config);
  const { cells } = createStudentCells(config);
  const { school_col: schoolColumn } = config.data_mapping;
  const filtered = [...config.subjects.map(({ db_col }) => db_col), ...(schoolColumn === null ? [] : [schoolColumn])];
  const dataVersion = () => db.pragma('data_version', { simple: true });
  const kept = new Map<string, Kept>();

  function facets(roundId: string | null): StudentFacets {
    const counts = tables.map((table) => ({ table, rows: countRows(table) }));
    const asked = counts
      .filter(({ table }) => roundId === null || table.roundId === roundId)
      .map(({ table, rows }) => columnsOf(table, rows));
    const schools = schoolColumn === null ? [] : countNames(spellingsOf(asked, schoolColumn));
    return {
      total: counts.reduce((sum, { rows }) => sum + rows, 0),
      rounds: counts.map(({ table: { roundId: id }, rows }) => ({
        round_id: id,
        label: config.rounds.find((round) => round.id === id)?.label ?? '',
        count: rows,
      })),
      schools: schools.toSorted((one, other) => other.count - one.count).slice(0, mostSchools),
      results: config.subjects.map((subject) => {
        const results = Object.keys(config.results[subject.code] ?? {});
        const { find } = createResultNames(results);
        const counted = new Map<string, number>();
        for (const { value, count } of spellingsOf(asked, subject.db_col)) {
          const result = find(value)?.name;
          if (result !== undefined) counted.set(result, (counted.get(result) ?? 0) + count);
        }
        const values = results.map((value) => ({ value, count: counted.get(value) ?? 0 }));
        return {
          subject_code: subject.code,
          subject_label: cells.find(({ subjectCode }) => subjectCode === subject.code)?.subjectLabel ?? subject.en,
          values,
          total: values.reduce((sum, { count }) => sum + count, 0),
        };
      }),
    };
  }

  function countRows({ table }: StudentTable): number {
    return (
      db
        .prepare<[], number>(`SELECT count(*) FROM ${sqlName(table)}`)
        .pluck()
        .get() ?? 0
    );
  }

  /** Counted anew where anything was written; a list of a million rows, which takes seconds, not at every write. */
  function columnsOf(table: StudentTable, rows: number): Columns {
    const known = kept.get(table.table);
    if (known && isGood(known, rows)) return known.columns;
    const start = elapsed();
    const columns = countColumns(table);
    const at = elapsed();
    kept.set(table.table, { version: dataVersion(), rows, at, tookMs: at - start, columns });
    return columns;
  }

  function isGood({ version, rows, at, tookMs }: Kept, rowsNow: number): boolean {
    if (version === dataVersion()) return true;
    return tookMs > slowMs && rows === rowsNow && elapsed() - at < slowFactor * tookMs;
  }

  /** In one pass: grouping by each column would sort the table once for each. */
  function countColumns({ table }: StudentTable): Columns {
    const columns = filtered.map((column) => ({ column, counts: new Map<string, number>() }));
    const select = db.prepare<[], unknown[]>(`SELECT ${filtered.map(sqlName).join(', ')} FROM ${sqlName(table)}`).raw();
    for (const row of select.iterate()) {
      for (const [at, { counts }] of columns.entries()) {
        const value = toText(row[at]);
        counts.set(value, (counts.get(value) ?? 0) + 1);
      }
    }
    return new Map(columns.map(({ column, counts }) => [column, counts]));
  }

  return { facets };
}

/** What a column holds, trimmed, with how often each table does; blank cells are left out. */
function spellingsOf(asked: readonly Columns[], column: string): readonly Counted[] {
  return asked
    .flatMap((columns) => [...(columns.get(column) ?? [])])
    .map(([value, count]) => ({ value: value.trim(), count }))
    .filter(({ value }) => value !== '');
}

/** Spellings of one name are counted together, under the most frequent one. */
function countNames(spellings: readonly Counted[]): readonly Counted[] {
  const counts = new Map<string, { value: string; most: number; count: number }>();
  for (const { value, count } of spellings) {
    const key = toNameKey(value);
    const known = counts.get(key);
    if (!known) counts.set(key, { value, most: count, count });
    else {
      if (count > known.most) Object.assign(known, { value, most: count });
      known.count += count;
    }
  }
  return [...counts.values()].map(({ value, count }) => ({ value, count }));
}
