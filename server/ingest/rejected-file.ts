import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { toCsvLine } from '../files/csv-line.ts';
import { cellText, type RawRow } from './rows.ts';

export type RejectedFile = ReturnType<typeof createRejectedFile>;

/**
 * The rejected rows as a csv that spreadsheets open rightly: UTF-8 with a byte order mark, sheet, row, reason, then the
 * cells as they were. It appears whole at `finish`, and not at all where nothing was rejected.
 */
export function createRejectedFile(path: string, titles: readonly string[]) {
  const partPath = `${path}.part`;
  let handle: number | null = null;
  let waiting: string[] = [];

  function add(sheet: string, raw: RawRow, reason: string): void {
    if (handle === null) {
      handle = openSync(partPath, 'w', 0o600);
      waiting.push(`\ufeff${toCsvLine(titles)}`);
    }
    waiting.push(toCsvLine([sheet, String(raw.number), reason, ...raw.cells.map(cellText)]));
    if (waiting.length >= 500) flush();
  }

  function flush(): void {
    if (handle !== null) writeSync(handle, waiting.join(''));
    waiting = [];
  }

  /** Whether there is a file now. */
  function finish(): boolean {
    if (handle === null) return false;
    flush();
    closeSync(handle);
    handle = null;
    renameSync(partPath, path);
    return true;
  }

  function abandon(): void {
    if (handle === null) return;
    closeSync(handle);
    handle = null;
    rmSync(partPath, { force: true });
  }

  return { add, finish, abandon };
}
