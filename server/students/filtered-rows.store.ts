import type { CertConfig } from '../config/cert-config.ts';
import type { Database } from '../db/open-database.ts';
import { sqlName } from '../db/sql-name.ts';
import { toNameKey } from '../values/name.ts';
import { createResultNames } from '../values/result-name.ts';
import { toText } from './student-columns.ts';
import type { StudentTable } from './student-tables.store.ts';
import type { StudentFilter } from './students.contract.ts';

type Condition = { readonly sql: string; readonly values: readonly string[] };

export type FilteredRows = ReturnType<typeof createFilteredRows>;

/** Rows of one table by what the filters beside the search box say. */
export function createFilteredRows(db: Database, config: CertConfig, { table }: StudentTable) {
  const { school_col: schoolColumn } = config.data_mapping;
  const spellings = new Map<string, { readonly version: number; readonly texts: readonly string[] }>();

  /** Null where no filter is set. */
  function select(filter: StudentFilter): number[] | null {
    const conditions = [ofSchool(filter), ofResult(filter)].filter((condition) => condition !== null);
    if (conditions.length === 0) return null;
    return db
      .prepare<string[], number>(
        `SELECT rowid FROM ${sqlName(table)} WHERE ${conditions.map(({ sql }) => sql).join(' AND ')} ORDER BY rowid`,
      )
      .pluck()
      .all(...conditions.flatMap(({ values }) => values));
  }

  function ofSchool({ school }: StudentFilter): Condition | null {
    if (school === null) return null;
    if (schoolColumn === null) return never;
    const key = toNameKey(school);
    return hasAnyOf(schoolColumn, (text) => toNameKey(text) === key);
  }

  function ofResult({ subject_code: code, result }: StudentFilter): Condition | null {
    if (code === null && result === null) return null;
    const subjects = config.subjects.filter((subject) => code === null || subject.code === code);
    const wanted = subjects.map(({ code: subject, db_col: column }) => {
      const names = createResultNames(Object.keys(config.results[subject] ?? {}));
      return hasAnyOf(column, (text) => {
        const named = names.find(text)?.name;
        return named !== undefined && (result === null || named === result);
      });
    });
    if (wanted.length === 0) return never;
    return { sql: `(${wanted.map(({ sql }) => sql).join(' OR ')})`, values: wanted.flatMap(({ values }) => values) };
  }

  /** However the cells spell them: what the column holds is looked at first. */
  function hasAnyOf(column: string, isWanted: (text: string) => boolean): Condition {
    const spelled = spellingsOf(column).filter((text) => text.trim() !== '' && isWanted(text.trim()));
    if (spelled.length === 0) return never;
    return { sql: `${sqlName(column)} IN (SELECT value FROM json_each(?))`, values: [JSON.stringify(spelled)] };
  }

  /** Going through a million rows for them is done once, while nobody has written anything. */
  function spellingsOf(column: string): readonly string[] {
    const version = Number(db.pragma('data_version', { simple: true }));
    const known = spellings.get(column);
    if (known?.version === version) return known.texts;
    const select = db.prepare<[]>(`SELECT DISTINCT ${sqlName(column)} FROM ${sqlName(table)}`).pluck();
    const texts = select.all().map(toText);
    spellings.set(column, { version, texts });
    return texts;
  }

  return { select };
}

const never: Condition = { sql: '0', values: [] };
