import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../../server/db/open-database.ts';
import { createStudentStore } from '../../server/students/students.store.ts';
import { toDobKey } from '../../server/values/dob.ts';
import { toNameKey } from '../../server/values/name.ts';
import { aConfig } from '../support/config-builder.ts';
import { xlsxFile } from '../support/xlsx-file.ts';
import { importOnce, startCpu } from './import-once.ts';
import { type BenchOptions, type BenchRow, judge, median, short, type Slice } from './measure.ts';
import { studentColumns as head, studentRows } from './student-rows.ts';

const peakMib = 250;

/**
 * Rows 11 and 12: a list from file to commit, against prepared inserts of the same rows into one table of a file opened
 * alike. Both by the time of the processor, threads of the engine included: it is what the kiosks beside it go without.
 */
export function benchIngest({ isQuick, scratch }: BenchOptions): readonly BenchRow[] {
  const rows = studentRows(isQuick ? 20_000 : 100_000);
  const csv = join(scratch, 'list.csv');
  const xlsx = join(scratch, 'list.xlsx');
  writeFileSync(csv, `\ufeff${[head, ...rows].map((row) => row.join(',')).join('\r\n')}`);
  writeFileSync(xlsx, xlsxFile({ sheets: [{ name: 'Danh sách', rows: [head, ...rows] }] }));
  let made = 0;
  const fresh = () => join(scratch, `ingest-${(made += 1)}.db`);
  check(csv, fresh(), rows);
  check(xlsx, fresh(), rows);

  const checkpoints: number[] = [];
  const against = (path: string): Slice[] =>
    Array.from({ length: isQuick ? 3 : 6 }, () => {
      const { cpuMs: ours, checkpointMs } = importOnce(path, fresh());
      checkpoints.push(checkpointMs);
      const reference = insertAll(fresh(), rows);
      return { ours, reference, ratio: ours / reference };
    }).slice(1);
  const judged = { row: '11', referenceName: 'INSERT', atMost: 3 };
  const count = rows.length.toLocaleString('en');
  return [
    judge({ ...judged, path: `import csv, ${count} rows, to the commit, CPU`, slices: against(csv) }),
    // Upstream takes 19.5 INSERT for it on the machine of the targets; a quarter of that is asked.
    judge({
      ...judged,
      row: '12',
      path: `import xlsx, ${count} rows, to the commit, CPU`,
      slices: against(xlsx),
      atMost: 4.9,
    }),
    peakOf(xlsx, fresh()),
    {
      row: '11',
      path: 'into the main file after the commit, CPU',
      ours: `${short(median(checkpoints))} ms`,
      reference: '',
      ratio: '',
      target: '',
      met: null,
      slices: [],
    },
  ];
}

/** A fast wrong import is no result: the last student is found by name and date of birth. */
function check(list: string, database: string, rows: readonly (readonly string[])[]): void {
  const { added } = importOnce(list, database);
  const [sbd = '', name = '', dob = ''] = rows.at(-1) ?? [];
  const db = openDatabase(database);
  const found = createStudentStore(db, aConfig()).findByNameAndDob(toNameKey(name), toDobKey(dob));
  db.close();
  if (added !== rows.length || !found.some((student) => student.sbd === sbd)) throw new Error(`${list}: not imported`);
}

function insertAll(path: string, rows: readonly (readonly string[])[]): number {
  const db = openDatabase(path);
  db.exec(
    `CREATE TABLE list (${head.map((column, index) => `${column} TEXT${index === 0 ? ' PRIMARY KEY' : ''}`).join(', ')})`,
  );
  const cpu = startCpu();
  const insert = db.prepare<string[]>(`INSERT INTO list VALUES (${head.map(() => '?').join(', ')})`);
  db.transaction(() => {
    for (const row of rows) insert.run(...row);
  })();
  const cpuMs = cpu();
  db.close();
  return cpuMs;
}

/** Under the option the server is started with. */
function peakOf(list: string, database: string): BenchRow {
  const program = join(import.meta.dirname, 'import-once.ts');
  const { stdout } = spawnSync(process.execPath, ['--max-semi-space-size=8', program, list, database], {
    encoding: 'utf8',
  });
  const peak = Number(stdout.trim());
  return {
    row: '12',
    path: 'import xlsx, peak of a process that does nothing else',
    ours: `${peak} MiB`,
    reference: '',
    ratio: '',
    target: `<= ${peakMib} MiB`,
    met: peak > 0 && peak <= peakMib,
    slices: [],
  };
}
