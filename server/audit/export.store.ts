import { closeSync, openSync, writeSync } from 'node:fs';
import type { CertConfig } from '../config/cert-config.ts';
import type { Database } from '../db/open-database.ts';
import { toCsvLine } from '../files/csv-line.ts';
import { auditColumns, type AuditRow } from '../values/audit-row.ts';
import { writeVerifierKey } from '../values/checkpoint-note.ts';
import { type ExportLine, exportVersion } from '../values/log-export.ts';
import { createAuditStore } from './audit.store.ts';
import { createCheckpointStore } from './checkpoints.store.ts';

export type ExportTask = {
  /** `jsonl` can be verified; `csv` is for reading and says so. */
  readonly format: 'jsonl' | 'csv';
  readonly path: string;
  /** Instant. */
  readonly time: string;
  /** Titles of the csv and the line above them, in the center's language. */
  readonly titles: readonly string[];
  readonly notice: string;
};

const linesAtOnce = 1000;

/** Writes the log of one moment to a file. */
export function exportLog(db: Database, config: CertConfig, task: ExportTask): void {
  const handle = openSync(task.path, 'wx', 0o600);
  try {
    let waiting: string[] = [];
    const flush = () => {
      writeSync(handle, waiting.join(''));
      waiting = [];
    };
    db.transaction(() => {
      for (const line of task.format === 'csv' ? csvLines(db, task) : jsonLines(db, config, task)) {
        waiting.push(line);
        if (waiting.length >= linesAtOnce) flush();
      }
    })();
    flush();
  } finally {
    closeSync(handle);
  }
}

/** Who exported what, the checkpoints, the rows: checkpoints first, so that one reading proves all. */
function* jsonLines(db: Database, { project }: CertConfig, { time }: ExportTask): Generator<string> {
  const audit = createAuditStore(db);
  const checkpoints = createCheckpointStore(db, project.slug);
  // Entries behind the last checkpoint are left out: nothing signs them yet.
  const size = checkpoints.last()?.size ?? 0;
  const toLine = (line: ExportLine) => `${JSON.stringify(line)}\n`;
  yield toLine({
    type: 'lvt-audit-export',
    version: exportVersion,
    name: project.name,
    origin: checkpoints.origin(),
    exported_at: time,
    size,
    head: audit.hashAt(size),
    public_key: writeVerifierKey(checkpoints.verifierKey()),
  });
  for (const { note } of checkpoints.list()) yield toLine({ type: 'checkpoint', note });
  for (const row of audit.rows()) {
    if (row.seq > size) return;
    yield toLine({ type: 'row', ...toColumns(row) });
  }
}

/** Its own columns alone, whatever else the table has. */
function toColumns(row: AuditRow): AuditRow {
  const columns = auditColumns.map((column) => [column, row[column]] as const);
  return Object.fromEntries(columns) as AuditRow;
}

function* csvLines(db: Database, { titles, notice }: ExportTask): Generator<string> {
  yield `\ufeff${toCsvLine([notice])}`;
  yield toCsvLine(titles);
  for (const row of createAuditStore(db).rows()) {
    const shown = [row.timestamp, row.user_email, row.action, row.target_id, row.metadata, row.ip, row.hash];
    yield toCsvLine([String(row.seq), ...shown.map((value) => value ?? '')]);
  }
}
