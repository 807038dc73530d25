import { setImmediate } from 'node:timers/promises';
import type { Database } from '../db/open-database.ts';

export type AuditPerson = { readonly user_id: string; readonly email: string | null };

type Found = { readonly action: string; readonly user_id: string | null; readonly user_email: string | null };

const peopleMax = 500;
/** Entries read before others have their turn. */
const portion = 5_000;

export type LogFacets = ReturnType<typeof createLogFacets>;

/** Which actions and people the log tells of. Entries never go, so each is read once and what it told is kept. */
export function createLogFacets(db: Database) {
  const actions = new Set<string>();
  const emails = new Map<string, string | null>();
  let seen = 0;
  const selectLast = db.prepare<[], number | null>('SELECT max(seq) FROM admin_activity WHERE seq IS NOT NULL').pluck();
  const selectSome = db.prepare<[number, number], Found>(
    `SELECT action, user_id, user_email FROM admin_activity INDEXED BY admin_activity_find
       WHERE seq IS NOT NULL AND seq > ? AND seq <= ? GROUP BY action, user_id, user_email ORDER BY max(seq)`,
  );

  /** Reads what has come since. */
  async function refresh(): Promise<void> {
    const last = selectLast.get() ?? 0;
    while (seen < last) {
      const to = Math.min(seen + portion, last);
      for (const found of selectSome.all(seen, to)) add(found);
      seen = to;
      if (seen < last) await setImmediate();
    }
  }

  function add({ action, user_id: id, user_email: email }: Found): void {
    actions.add(action);
    if (id !== null) emails.set(id, email ?? emails.get(id) ?? null);
  }

  async function listActions(): Promise<readonly string[]> {
    await refresh();
    return [...actions].sort();
  }

  /** By e-mail, the one they were seen with last. */
  async function listPeople(): Promise<readonly AuditPerson[]> {
    await refresh();
    const people = Array.from(emails, ([id, email]) => ({ user_id: id, email }));
    return people.sort((a, b) => (a.email ?? '').localeCompare(b.email ?? '')).slice(0, peopleMax);
  }

  return { listActions, listPeople };
}
