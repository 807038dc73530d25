import type { Database } from '../db/open-database.ts';
import type { AuditHead, AuditRow } from '../values/audit-row.ts';
import { auditHash } from './audit-chain.ts';

export type NewAuditRow = Omit<AuditRow, 'seq' | 'prev' | 'hash'>;
export type AuditStore = ReturnType<typeof createAuditStore>;

const headSetting = 'audit.head';

/** The activity log, append-only. Every write belongs into an immediate transaction: several processes may write. */
export function createAuditStore(db: Database) {
  const selectLast = db.prepare<[], { seq: number; hash: string }>(
    'SELECT seq, hash FROM admin_activity WHERE seq IS NOT NULL ORDER BY seq DESC LIMIT 1',
  );
  const insert = db.prepare<[AuditRow]>(
    `INSERT INTO admin_activity (id, timestamp, user_id, user_email, action, target_id, metadata, ip, seq, prev, hash,
       commit_hash, actor_session)
     VALUES (@id, @timestamp, @user_id, @user_email, @action, @target_id, @metadata, @ip, @seq, @prev, @hash,
       @commit_hash, @actor_session)`,
  );
  const chain = db.prepare<[{ id: string; seq: number; prev: string | null; hash: string }]>(
    'UPDATE admin_activity SET seq = @seq, prev = @prev, hash = @hash WHERE id = @id AND seq IS NULL',
  );
  const selectUnchained = db.prepare<[], NewAuditRow>(
    'SELECT * FROM admin_activity WHERE seq IS NULL ORDER BY timestamp, rowid LIMIT 1000',
  );
  const selectChained = db.prepare<[number], AuditRow>(
    'SELECT * FROM admin_activity WHERE seq > ? ORDER BY seq LIMIT 1000',
  );
  const selectBehind = db.prepare<[number, number], AuditRow>(
    'SELECT * FROM admin_activity WHERE seq > ? ORDER BY seq LIMIT ?',
  );
  const selectHash = db.prepare<[number], string>('SELECT hash FROM admin_activity WHERE seq = ?').pluck();
  const writeHead = db.prepare<[string, string, string]>('INSERT OR REPLACE INTO settings VALUES (?, ?, ?)');
  const selectHead = db.prepare<[string], string>('SELECT value FROM settings WHERE key = ?').pluck();

  function append(row: NewAuditRow): AuditRow {
    const link = nextLink();
    const chained = { ...row, ...link, hash: auditHash({ ...row, ...link }) };
    insert.run(chained);
    saveHead(chained);
    return chained;
  }

  /** Takes the rows that an upstream program inserted into the chain, oldest first, and gives their number. */
  function adopt(): number {
    let count = 0;
    for (let rows = selectUnchained.all(); rows.length > 0; rows = selectUnchained.all()) {
      for (const row of rows) {
        const link = nextLink();
        const hash = auditHash({ ...row, ...link });
        chain.run({ id: row.id, ...link, hash });
        saveHead({ ...link, hash, timestamp: row.timestamp });
        count += 1;
      }
    }
    return count;
  }

  function nextLink(): { seq: number; prev: string | null } {
    const last = selectLast.get();
    return { seq: (last?.seq ?? 0) + 1, prev: last?.hash ?? null };
  }

  /** Size and head stand in the settings too: an emptied log is broken, not new. */
  function saveHead({ seq, hash, timestamp }: Pick<AuditRow, 'seq' | 'hash' | 'timestamp'>): void {
    writeHead.run(headSetting, `${seq} ${hash}`, timestamp);
  }

  function head(): AuditHead {
    const [size = '0', hash] = (selectHead.get(headSetting) ?? '0').split(' ');
    return { size: Number(size), hash: hash ?? null };
  }

  /** The next entries behind this one, oldest first. */
  function behind(seq: number, limit: number): AuditRow[] {
    return selectBehind.all(seq, limit);
  }

  function hashAt(seq: number): string | null {
    return selectHash.get(seq) ?? null;
  }

  /** In the order of the chain, behind the entry `from`. */
  function* rows(from = 0): Generator<AuditRow> {
    for (let after = from, page = selectChained.all(after); page.length > 0; page = selectChained.all(after)) {
      for (const row of page) {
        after = row.seq;
        yield row;
      }
    }
  }

  return { append, adopt, head, behind, hashAt, rows };
}
