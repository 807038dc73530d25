import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { importList } from '../../server/ingest/import-list.ts';
import type { IngestOptions } from '../../server/ingest/ingest.contract.ts';
import { aConfig } from './config-builder.ts';
import { aPortal } from './portal-builder.ts';
import { aClock, aFolder, aLog } from './scratch.ts';
import { xlsxFile, type CellSpec, type SheetSpec } from './xlsx-file.ts';

export const plainOptions: IngestOptions = {
  roundId: 'main',
  sheet: null,
  duplicates: 'warn',
  encoding: null,
  dateOrder: null,
  shortYears: false,
  acceptProposals: false,
  mapResults: [],
  columns: [],
  ignored: [],
  cures: [],
  keepsUnbrought: false,
  commit: true,
};

/** A portal to import into: `importing` writes the bytes to a file and imports it, `rows` are the students then. */
export function anIngest(config = aConfig()) {
  const portal = aPortal(config);
  const folder = aFolder();
  const rejectedPath = join(folder, 'rejected.csv');
  let made = 0;

  function importing(content: string | Buffer, options: Partial<IngestOptions> = {}) {
    made += 1;
    const path = join(folder, `list-${made}`);
    writeFileSync(path, content);
    const parts = { ...portal, clock: aClock(), log: aLog(), onProgress: () => undefined };
    const file = { path, fileName: 'list', rejectedPath, reviewPath: null, actor: null };
    return importList(parts, { ...file, options: { ...plainOptions, ...options } });
  }
  const rows = () => portal.db.prepare<[], Record<string, string>>('SELECT * FROM students ORDER BY sbd').all();
  return { ...portal, importing, rows, rejectedPath };
}

/** A csv with commas; the cells hold none. */
export function csv(...rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.join(',')).join('\n');
}

/** A workbook of one sheet named `Sheet1`, or of those given. */
export function sheet(...rows: readonly (readonly CellSpec[])[]): Buffer {
  return xlsxFile({ sheets: [{ name: 'Sheet1', rows }] });
}

export function sheets(...specs: readonly SheetSpec[]): Buffer {
  return xlsxFile({ sheets: specs });
}
