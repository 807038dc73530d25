import type { Database } from './open-database.ts';

type Value = string | number | null;

const rowsPerInsert = 20;

/** Rows for one table, twenty to a statement: a fifth cheaper than one by one. `insert` ends in `VALUES `. */
export function createBulkInsert(db: Database, insert: string, columnCount: number) {
  const oneRow = `(${Array.from({ length: columnCount }, () => '?').join(', ')})`;
  const one = db.prepare<Value[]>(insert + oneRow);
  const many = db.prepare<[Value[]]>(insert + Array.from({ length: rowsPerInsert }, () => oneRow).join(', '));
  let waiting: Value[] = [];

  function add(row: readonly Value[]): void {
    for (const value of row) waiting.push(value);
    if (waiting.length < rowsPerInsert * columnCount) return;
    many.run(waiting);
    waiting = [];
  }
  function flush(): void {
    const rest = waiting;
    waiting = [];
    for (let at = 0; at < rest.length; at += columnCount) one.run(...rest.slice(at, at + columnCount));
  }
  /** Forgets what waits. */
  function clear(): void {
    waiting = [];
  }

  return { add, flush, clear };
}
