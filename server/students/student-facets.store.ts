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
/** Answers kept: more than there are rounds. */
const mostKept = 30;

type Counted = { readonly value: string; readonly count: number };

/** What the filters can be set to, with how many rows each would show. Inside one reading transaction. */
export function createStudentFacets(db: Database, config: CertConfig) {
  const tables = studentTables(db, config);
  const { cells } = createStudentCells(config);
  const { school_col: schoolColumn } = config.data_mapping;
  const dataVersion = () => db.pragma('data_version', { simple: true });
  const recent = new Map<string, { readonly version: unknown; readonly facets: StudentFacets }>();

  /** Counted once, while nobody has written anything. */
  function facets(roundId: string | null): StudentFacets {
    const version = dataVersion();
    const known = recent.get(roundId ?? '');
    if (known && known.version === version) return known.facets;
    const counted = countFacets(roundId);
    if (recent.size > mostKept) recent.clear();
    recent.set(roundId ?? '', { version, facets: counted });
    return counted;
  }

  function countFacets(roundId: string | null): StudentFacets {
    const asked = tables.filter((table) => roundId === null || table.roundId === roundId);
    const rounds = tables.map((table) => ({
      round_id: table.roundId,
      label: config.rounds.find(({ id }) => id === table.roundId)?.label ?? '',
      count: countRows(table),
    }));
    const schools = schoolColumn === null ? [] : countNames(asked, schoolColumn);
    return {
      total: rounds.reduce((sum, { count }) => sum + count, 0),
      rounds,
      schools: schools.toSorted((one, other) => other.count - one.count).slice(0, mostSchools),
      results: config.subjects.map((subject) => {
        const results = Object.keys(config.results[subject.code] ?? {});
        const { find } = createResultNames(results);
        const counts = new Map<string, number>();
        for (const { value, count } of spellingsOf(asked, subject.db_col)) {
          const result = find(value)?.name;
          if (result !== undefined) counts.set(result, (counts.get(result) ?? 0) + count);
        }
        const values = results.map((value) => ({ value, count: counts.get(value) ?? 0 }));
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

  /** What a column holds, trimmed, with how often each table does; blank cells are left out. */
  function spellingsOf(asked: readonly StudentTable[], column: string): readonly Counted[] {
    return asked.flatMap(({ table }) =>
      db
        .prepare<[], { value: unknown; count: number }>(
          `SELECT ${sqlName(column)} AS value, count(*) AS count FROM ${sqlName(table)} GROUP BY 1`,
        )
        .all()
        .map(({ value, count }) => ({ value: toText(value).trim(), count }))
        .filter(({ value }) => value !== ''),
    );
  }

  /** Spellings of one name are counted together, under the most frequent one. */
  function countNames(asked: readonly StudentTable[], column: string): readonly Counted[] {
    const counts = new Map<string, { value: string; most: number; count: number }>();
    for (const { value, count } of spellingsOf(asked, column)) {
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

  return { facets };
}
