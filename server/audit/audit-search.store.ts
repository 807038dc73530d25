import type { Database } from '../db/open-database.ts';
import type { AuditRow } from '../values/audit-row.ts';
import type { AuditEntryShown, AuditFindRequest } from './audit.contract.ts';
import { createLogFacets } from './log-facets.store.ts';

type Filter = {
  readonly person: string;
  readonly actions: string;
  readonly target: string;
  readonly from: string;
  readonly to: string;
  readonly before: number;
  readonly after: number;
  readonly limit: number;
};
export type FoundEntries = { readonly rows: AuditEntryShown[]; readonly next: number | null; readonly total: number };

/** Counting ends here; one more says that there are more. */
const countMax = 10_000;

export type AuditSearchStore = ReturnType<typeof createAuditSearchStore>;

/** Finds entries by one narrow index that holds all that is asked for: 200,000 rows take some tens of milliseconds. */
export function createAuditSearchStore(db: Database) {
  const where = `seq > @after AND seq < @before
    AND (@from = '' OR timestamp >= @from) AND (@to = '' OR timestamp < @to)
    AND (@actions = '[]' OR action IN (SELECT value FROM json_each(@actions)))
    AND (@person = '' OR user_id = @person OR user_email = @person
         OR (@person = 'system' AND user_id IS NULL AND user_email IS NULL))
    AND (@target = '' OR target_id LIKE @target ESCAPE '\\')`;
  const table = 'admin_activity INDEXED BY admin_activity_find';
  const selectSeqs = db
    .prepare<[Filter], number>(
      `SELECT seq FROM ${table} WHERE seq IS NOT NULL AND ${where} ORDER BY seq DESC LIMIT @limit`,
    )
    .pluck();
  const countSome = db
    .prepare<[Omit<Filter, 'limit'>], number>(
      `SELECT count(*) FROM (SELECT 1 FROM ${table} WHERE seq IS NOT NULL AND ${where} LIMIT ${countMax + 1})`,
    )
    .pluck();
  const selectRow = db.prepare<[number], AuditRow>('SELECT * FROM admin_activity WHERE seq = ?');
  const { listActions, listPeople } = createLogFacets(db);

  async function find(asked: AuditFindRequest): Promise<FoundEntries> {
    const actions = await wholeActions(asked.actions);
    if (asked.actions.length > 0 && actions.length === 0) return { rows: [], next: null, total: 0 };
    const filter = {
      person: asked.person,
      actions: JSON.stringify(actions),
      target: asked.target === '' ? '' : `%${asked.target.replace(/[\\%_]/g, '\\$&')}%`,
      from: toStored(asked.from),
      to: toStored(asked.to),
      after: asked.after ?? 0,
    };
    const before = asked.before ?? Number.MAX_SAFE_INTEGER;
    const seqs = selectSeqs.all({ ...filter, before, limit: asked.limit + 1 });
    const rows = seqs.slice(0, asked.limit).flatMap((seq) => entryAt(seq) ?? []);
    const next = seqs.length > asked.limit ? (rows.at(-1)?.seq ?? null) : null;
    return { rows, next, total: countSome.get({ ...filter, before: Number.MAX_SAFE_INTEGER }) ?? 0 };
  }

  /** One that ends in a dot stands for all that begin so. */
  async function wholeActions(asked: readonly string[]): Promise<string[]> {
    if (!asked.some((action) => action.endsWith('.'))) return [...asked];
    const known = await listActions();
    return known.filter((action) =>
      asked.some((wanted) => (wanted.endsWith('.') ? action.startsWith(wanted) : action === wanted)),
    );
  }

  function entryAt(seq: number): AuditEntryShown | null {
    const row = selectRow.get(seq);
    return row ? toEntry(row) : null;
  }

  return { find, entryAt, listActions, listPeople };
}

function toEntry(row: AuditRow): AuditEntryShown {
  return {
    seq: row.seq,
    at: row.timestamp,
    user_id: row.user_id,
    user_email: row.user_email,
    action: row.action,
    target: row.target_id,
    metadata: readMetadata(row.metadata),
    address: row.ip,
    session: row.actor_session,
    hash: row.hash,
    commit_hash: row.commit_hash,
  };
}

/** Whatever another program wrote there is shown as it is. */
function readMetadata(text: string | null): Readonly<Record<string, unknown>> {
  if (text === null || text === '') return {};
  try {
    const read: unknown = JSON.parse(text);
    if (typeof read === 'object' && read !== null && !Array.isArray(read)) return { ...read };
  } catch {
    // No JSON: shown as text.
  }
  return { text };
}

/** Instants are stored in whole seconds. */
function toStored(instant: string): string {
  return instant === '' ? '' : `${new Date(instant).toISOString().slice(0, 19)}Z`;
}
