import { openSync, closeSync, writeSync } from 'node:fs';
import type { CertConfig } from '../config/cert-config.ts';
import type { Database } from '../db/open-database.ts';
import { writeXlsx, xlsxMaxRows } from '../files/write-xlsx.ts';
import { Refusal } from '../refusal.ts';
import { toCsvLine } from '../files/csv-line.ts';
import { guardFormula } from '../values/formula-guard.ts';
import { createFindStudents } from './find-students.store.ts';
import { createStudentCells } from './student-cells.ts';
import type { ExportStudentsRequest } from './students.contract.ts';
import type { Student } from './students.ts';

const rowsPerWindow = 1_000;

export type ExportParts = {
  readonly db: Database;
  readonly config: CertConfig;
  /** Where the file goes; nothing is left there where the export fails. */
  readonly path: string;
  /** Between windows; throws where the work is to end. */
  readonly progress: (rows: number) => void;
};

/**
 * What a filter shows as a file that an import reads again: every declared column under its name in the config, the
 * round in front where there are several. Gives the number of students. Refuses more rows than a sheet holds.
 */
export async function exportStudents(
  { db, config, path, progress }: ExportParts,
  { format, ...asked }: ExportStudentsRequest,
): Promise<number> {
  db.exec('BEGIN');
  try {
    const { findPlaces, readAt } = createFindStudents(db, config);
    const { total, window } = findPlaces(asked);
    if (format === 'xlsx' && total >= xlsxMaxRows) {
      const message = `a sheet holds ${xlsxMaxRows} rows at most, these are ${total}: choose CSV`;
      throw new Refusal('unprocessable', 'export.too-many', message, { rows: total });
    }
    const students = (function* () {
      for (let offset = 0; offset < total; offset += rowsPerWindow) {
        progress(offset);
        for (const place of window(offset, rowsPerWindow)) yield readAt(place);
      }
    })();
    const rows = toLines(config, students);
    if (format === 'xlsx')
      await writeXlsx(
        path,
        mapLines(rows, (cells) => cells.map(guardFormula)),
      );
    else writeCsv(path, rows);
    return total;
  } finally {
    db.exec('COMMIT');
  }
}

function* toLines(config: CertConfig, students: Iterable<Student>): Generator<readonly string[]> {
  const columns = createStudentCells(config).cells.map(({ column }) => column);
  const hasRounds = config.rounds.length > 1;
  yield hasRounds ? ['round_id', ...columns] : columns;
  for (const { roundId, columns: values } of students) {
    const cells = columns.map((column) => values[column] ?? '');
    yield hasRounds ? [roundId, ...cells] : cells;
  }
}

function* mapLines<T>(lines: Iterable<readonly string[]>, change: (cells: readonly string[]) => T): Generator<T> {
  for (const line of lines) yield change(line);
}

/** UTF-8 with a byte order mark, so that spreadsheets read the letters rightly. */
function writeCsv(path: string, lines: Iterable<readonly string[]>): void {
  const handle = openSync(path, 'w', 0o600);
  try {
    let waiting = '\ufeff';
    for (const line of lines) {
      waiting += toCsvLine(line);
      if (waiting.length < 65_536) continue;
      writeSync(handle, waiting);
      waiting = '';
    }
    writeSync(handle, waiting);
  } finally {
    closeSync(handle);
  }
}
