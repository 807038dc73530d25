import type { Database } from '../db/open-database.ts';

/** What staff must be told until it is over. `at` is an instant. */
export type Rescue = { readonly at: string; readonly email: string };
export type MailTrouble = { readonly at: string; readonly reason: MailFault };

/** Why a mail could not leave. */
export type MailFault = 'not-configured' | 'unreachable' | 'refused' | 'timeout';

export type NoticeStore = ReturnType<typeof createNoticeStore>;

const mailKey = 'notice.mail';
const rescueKey = 'notice.rescue.';

/** Kept as settings, so that they outlive a restart. Writes belong into a transaction. */
export function createNoticeStore(db: Database) {
  const put = db.prepare<[string, string, string]>('INSERT OR REPLACE INTO settings VALUES (?, ?, ?)');
  const remove = db.prepare<[string]>('DELETE FROM settings WHERE key = ?');
  const select = db.prepare<[string], { value: MailFault; at: string }>(
    'SELECT value, updated_at AS at FROM settings WHERE key = ?',
  );
  const selectRescues = db.prepare<[string, string], Rescue>(
    `SELECT value AS email, updated_at AS at FROM settings
     WHERE key >= ? AND key < '${rescueKey.slice(0, -1)}/' AND updated_at >= ? ORDER BY updated_at DESC LIMIT 20`,
  );

  function putRescue(userId: string, { at, email }: Rescue): void {
    put.run(`${rescueKey}${userId}`, email, at);
  }
  /** Newest first, those since that instant. */
  function rescues(since: string): readonly Rescue[] {
    return selectRescues.all(rescueKey, since);
  }
  function putMailTrouble({ at, reason }: MailTrouble): void {
    put.run(mailKey, reason, at);
  }
  function clearMailTrouble(): void {
    remove.run(mailKey);
  }
  /** Null where the last mail left. */
  function mailTrouble(): MailTrouble | null {
    const row = select.get(mailKey);
    return row ? { at: row.at, reason: row.value } : null;
  }

  return { putRescue, rescues, putMailTrouble, clearMailTrouble, mailTrouble };
}
