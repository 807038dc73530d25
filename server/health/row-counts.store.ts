import { join } from 'node:path';
import type { CertConfig } from '../config/cert-config.ts';
import { openReadOnly } from '../db/open-database.ts';
import { sqlName } from '../db/sql-name.ts';

export type RowCount = { readonly name: string; readonly rows: number };

const ownTables: ReadonlySet<string> = new Set([
  'admin_activity',
  'admin_session',
  'admin_users',
  'import_batch',
  'list_waiting',
  'name_request',
  'outside_change',
  'record_history',
  'revocation',
  'row_digest',
  'settings',
  'shipment_draft',
  'shipment_history',
  'shipments',
  'stale_row',
  'student_key',
]);

/**
 * The format of portal.db and how many rows its tables hold, read beside whoever uses it. Tables of rounds go by the
 * place of their round in the config, because people chose their names.
 */
export function countRows(root: string, config: CertConfig | null): { format: number; tables: RowCount[] } {
  const db = openReadOnly(join(root, 'data', 'portal.db'));
  try {
    const all = db
      .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
      .pluck()
      .all();
    const count = (table: string) =>
      db
        .prepare<[], number>(`SELECT count(*) FROM ${sqlName(table)}`)
        .pluck()
        .get() ?? 0;
    const own = all.filter((name) => ownTables.has(name)).map((name) => ({ name, rows: count(name) }));
    const rounds = (config?.rounds ?? []).flatMap(({ table }, index) =>
      all.includes(table) ? [{ name: `round ${index + 1}`, rows: count(table) }] : [],
    );
    return { format: Number(db.pragma('user_version', { simple: true })), tables: [...rounds, ...own] };
  } finally {
    db.close();
  }
}
