import type { CertConfig } from '../config/cert-config.ts';
import type { Database } from '../db/open-database.ts';
import { sqlName } from '../db/sql-name.ts';
import { columnsOf } from '../db/table-columns.ts';
import { studentColumns, toStudent } from './student-columns.ts';
import { iterateRows } from './student-tables.store.ts';
import type { Student } from './students.ts';

/** The rows of a database that is not ours yet, round by round: of what the config declares, what its tables have. */
export function* iterateUpstreamRows(db: Database, config: CertConfig): Generator<Student> {
  const columns = studentColumns(config);
  for (const { id: roundId, table } of config.rounds) {
    const there = new Set(columnsOf(db, table).map((column) => column.toLowerCase()));
    const common = columns.declared.filter((column) => there.has(column.toLowerCase()));
    if (!common.includes(columns.sbd)) continue;
    const selected = common.map((column) => `${sqlName(column)} AS ${sqlName(column)}`).join(', ');
    for (const raw of iterateRows(db, { selectRow: `SELECT ${selected} FROM ${sqlName(table)}` })) {
      yield toStudent(columns, roundId, raw);
    }
  }
}
