import { z } from 'zod';
import type { Database } from '../db/open-database.ts';

/** Whom backups are made for; the identity that opens them is on paper, not on this machine. */
export type RecipientRow = { readonly recipient: string; readonly made_at: string };

const key = 'backup.recipient';
const Row = z.object({ recipient: z.string().startsWith('age1'), made_at: z.string() });

export type RecipientStore = ReturnType<typeof createRecipientStore>;

export function createRecipientStore(db: Database) {
  const select = db.prepare<[string], string>('SELECT value FROM settings WHERE key = ?').pluck();
  const upsert = db.prepare<[string, string, string]>('INSERT OR REPLACE INTO settings VALUES (?, ?, ?)');

  /** Null before the recovery sheet was made. */
  function read(): RecipientRow | null {
    const value = select.get(key);
    return value === undefined ? null : Row.parse(JSON.parse(value));
  }

  function write(row: RecipientRow): void {
    upsert.run(key, JSON.stringify(row), row.made_at);
  }

  return { read, write };
}
