import type { Database } from '../db/open-database.ts';

const lookupKey = 'feature:public_lookup_enabled';
const downloadKey = 'feature:public_download_enabled';

/** The two switches as they are stored; null until staff save them for the first time. */
export type StoredGates = { readonly lookup: string | null; readonly download: string | null };

export type GatesStore = ReturnType<typeof createGatesStore>;

/** The durable keys of the gates, read from the database each time: another process may have written them. */
export function createGatesStore(db: Database) {
  const select = db.prepare<[string, string], { key: string; value: string }>(
    'SELECT key, value FROM kv_durable WHERE key IN (?, ?)',
  );
  const upsert = db.prepare<[string, string]>(
    'INSERT OR REPLACE INTO kv_durable (key, value, expires_at) VALUES (?, ?, NULL)',
  );

  function read(): StoredGates {
    let lookup: string | null = null;
    let download: string | null = null;
    for (const { key, value } of select.all(lookupKey, downloadKey)) {
      if (key === lookupKey) lookup = value;
      else download = value;
    }
    return { lookup, download };
  }

  /** Inside the transaction that tells of it in the log. */
  function write(lookup: boolean, download: boolean): void {
    upsert.run(lookupKey, lookup ? '1' : '0');
    upsert.run(downloadKey, download ? '1' : '0');
  }

  return { read, write };
}
