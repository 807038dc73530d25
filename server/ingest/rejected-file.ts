import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
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
      waiting.push(`\ufeff${toLine(titles)}`);
    }
    waiting.push(toLine([sheet, String(raw.number), reason, ...raw.cells.map(cellText)]));
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

function toLine(fields: readonly string[]): string {
  return `${fields.map((field) => quote(neutralise(field))).join(',')}\r\n`;
}

/** A cell that a spreadsheet would take for a formula gets a `'`; the readers take it off again. Source: OWASP CSV Injection. */
function neutralise(text: string): string {
  return /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text;
}

function quote(field: string): string {
  return /["\r\n,;\t]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
