import type { Database } from '../db/open-database.ts';

/** A row of `admin_session`; every time is an instant. */
export type SessionRecord = {
  readonly jti: string;
  readonly user_id: string;
  readonly created_at: string;
  readonly last_seen_at: string;
  readonly expires_at: string;
  readonly address: string;
  readonly user_agent: string;
  /** Null lives its whole time. */
  readonly idle_seconds: number | null;
  readonly stepped_up_until: string | null;
  readonly ended_at: string | null;
};

export type OpenSession = SessionRecord & { readonly email: string };

export type SessionStore = ReturnType<typeof createSessionStore>;

/** Who is signed in, and who was, until the token would have expired. `now` and `until` are instants. */
export function createSessionStore(db: Database) {
  const columns =
    'jti, user_id, created_at, last_seen_at, expires_at, address, user_agent, idle_seconds, stepped_up_until, ended_at';
  const isOpen = 'ended_at IS NULL AND expires_at > @now';
  const select = db.prepare<[string], SessionRecord>(`SELECT ${columns} FROM admin_session WHERE jti = ?`);
  const insertOne = db.prepare<[SessionRecord]>(
    `INSERT OR IGNORE INTO admin_session (${columns})
     VALUES (@jti, @user_id, @created_at, @last_seen_at, @expires_at, @address, @user_agent, @idle_seconds,
       @stepped_up_until, @ended_at)`,
  );
  const deleteExpired = db.prepare<[{ now: string }]>('DELETE FROM admin_session WHERE expires_at <= @now');
  const selectOpen = db.prepare<[{ now: string; userId: string | null }], OpenSession>(
    `SELECT s.*, coalesce(u.email, '') AS email FROM admin_session s LEFT JOIN admin_users u ON u.id = s.user_id
     WHERE ${isOpen} AND (@userId IS NULL OR s.user_id = @userId) ORDER BY s.rowid DESC LIMIT 1000`,
  );
  const endOne = db.prepare<[{ jti: string; now: string }]>(
    `UPDATE admin_session SET ended_at = @now WHERE jti = @jti AND ${isOpen}`,
  );
  const endOfUser = db.prepare<[{ userId: string; now: string }]>(
    `UPDATE admin_session SET ended_at = @now WHERE user_id = @userId AND ${isOpen}`,
  );
  const endEveryone = db.prepare<[{ now: string }]>(`UPDATE admin_session SET ended_at = @now WHERE ${isOpen}`);
  const endOldest = db.prepare<[{ userId: string; now: string; most: number }]>(
    `UPDATE admin_session SET ended_at = @now WHERE user_id = @userId AND ${isOpen} AND rowid NOT IN (
       SELECT rowid FROM admin_session WHERE user_id = @userId AND ${isOpen} ORDER BY rowid DESC LIMIT @most)`,
  );
  const updateSeen = db.prepare<[{ jti: string; now: string }]>(
    'UPDATE admin_session SET last_seen_at = @now WHERE jti = @jti',
  );
  const updateStepUp = db.prepare<[{ jti: string; until: string }]>(
    'UPDATE admin_session SET stepped_up_until = @until WHERE jti = @jti',
  );
  const countOpen = db.prepare<[{ now: string }], { user_id: string; open: number }>(
    `SELECT user_id, count(*) AS open FROM admin_session WHERE ${isOpen} GROUP BY user_id`,
  );
  const lastSeen = db.prepare<[], { user_id: string; seen: string }>(
    'SELECT user_id, max(last_seen_at) AS seen FROM admin_session GROUP BY user_id',
  );

  function find(jti: string): SessionRecord | undefined {
    return select.get(jti);
  }
  /** A session that is there already stays as it is. At most `most` of the user stay open: the oldest are ended. */
  function insert(session: SessionRecord, now: string, most: number): void {
    deleteExpired.run({ now });
    insertOne.run(session);
    endOldest.run({ userId: session.user_id, now, most });
  }
  /** Newest first, of one user or of all (null), 1,000 at most. */
  function open(userId: string | null, now: string): readonly OpenSession[] {
    return selectOpen.all({ userId, now });
  }
  /** False where it was not open. */
  function end(jti: string, now: string): boolean {
    return endOne.run({ jti, now }).changes === 1;
  }
  /** How many were open. */
  function endAllOf(userId: string, now: string): number {
    return endOfUser.run({ userId, now }).changes;
  }
  /** How many were open. */
  function endAll(now: string): number {
    return endEveryone.run({ now }).changes;
  }
  function seen(jti: string, now: string): void {
    updateSeen.run({ jti, now });
  }
  function stepUp(jti: string, until: string): void {
    updateStepUp.run({ jti, until });
  }
  /** By user id. */
  function openCounts(now: string): ReadonlyMap<string, number> {
    return new Map(countOpen.all({ now }).map(({ user_id, open: count }) => [user_id, count]));
  }
  /** When each user was last here, of the sessions that are still known. By user id. */
  function lastSeenOf(): ReadonlyMap<string, string> {
    return new Map(lastSeen.all().map(({ user_id, seen: at }) => [user_id, at]));
  }

  return { find, insert, open, end, endAllOf, endAll, seen, stepUp, openCounts, lastSeenOf };
}
