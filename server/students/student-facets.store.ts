import type { CertConfig } from '../config/cert-config.ts';
import type { Database } from '../db/open-database.ts';
import { sqlName } from '../db/sql-name.ts';
import { toNameKey } from '../values/name.ts';
import { createStudentCells } from './student-cells.ts';
import { toText } from './student-columns.ts';
import { type StudentTable, studentTables } from './student-tables.store.ts';
import type { StudentFacets } from './students.contract.ts';

const mostSchools = 1_000;

type Counted = { readonly value: string; readonly count: number };

/** What the filters can be set to, with how many rows each would show. Inside one reading transaction. */
export function createStudentFacets(db: Database, config: CertConfig) {
  const tables = studentTables(db, config);
  const { cells } = createStudentCells(config);
  const { school_col: schoolColumn } = config.data_mapping;

  function facets(roundId: string | null): StudentFacets {
    const asked = tables.filter((table) => roundId === null || table.roundId === roundId);
    const rounds = tables.map((table) => ({
      round_id: table.roundId,
      label: config.rounds.find(({ id }) => id === table.roundId)?.label ?? '',
      count: countRows(table),
    }));
    const schools = schoolColumn === null ? [] : countValues(asked, schoolColumn);
    return {
      total: rounds.reduce((sum, { count }) => sum + count, 0),
      rounds,
      schools: schools.toSorted((one, other) => other.count - one.count).slice(0, mostSchools),
      results: config.subjects.map((subject) => {
        const counts = new Map(countValues(asked, subject.db_col).map(({ value, count }) => [toNameKey(value), count]));
        const values = Object.keys(config.results[subject.code] ?? {}).map((value) => ({
          value,
          count: counts.get(toNameKey(value)) ?? 0,
        }));
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

  /** Spellings of one name are counted together, under the most frequent one. Blank cells are left out. */
  function countValues(asked: readonly StudentTable[], column: string): readonly Counted[] {
    const spelled = asked.flatMap(({ table }) =>
      db
        .prepare<[], { value: unknown; count: number }>(
          `SELECT ${sqlName(column)} AS value, count(*) AS count FROM ${sqlName(table)} GROUP BY 1`,
        )
        .all(),
    );
    const counts = new Map<string, { value: string; most: number; count: number }>();
    for (const { value, count } of spelled) {
      const text = toText(value).trim();
      const key = toNameKey(text);
      if (key === '') continue;
      const known = counts.get(key);
      if (!known) counts.set(key, { value: text, most: count, count });
      else {
        if (count > known.most) Object.assign(known, { value: text, most: count });
        known.count += count;
      }
    }
    return [...counts.values()].map(({ value, count }) => ({ value, count }));
  }

  return { facets };
}
