import type { Database } from './open-database.ts';
import { sqlName } from './sql-name.ts';

/** The columns of a table as the database has them, in their order; empty where there is no such table. */
export function columnsOf(db: Database, table: string): string[] {
  return db.prepare<[string], string>('SELECT name FROM pragma_table_info(?) ORDER BY cid').pluck().all(table);
}

/** Adds what is missing; names are compared as SQLite does, without case. */
export function addMissingColumns(db: Database, table: string, columns: Readonly<Record<string, string>>): void {
  const there = new Set(columnsOf(db, table).map((column) => column.toLowerCase()));
  for (const [column, type] of Object.entries(columns)) {
    if (!there.has(column.toLowerCase()))
      db.exec(`ALTER TABLE ${sqlName(table)} ADD COLUMN ${sqlName(column)} ${type}`);
  }
}

/** The first spelling of each name; SQLite knows no case in them. */
export function withoutDuplicates(columns: readonly string[]): string[] {
  const seen = new Set<string>();
  return columns.filter((column) => {
    const isNew = !seen.has(column.toLowerCase());
    seen.add(column.toLowerCase());
    return isNew;
  });
}
