import { setImmediate } from 'node:timers/promises';
import type { Actor, Caller } from '../caller.ts';
import type { RecordColumns } from '../db/record-digests.ts';
import type { RecordHistory } from '../db/record-history.ts';
import type { InTransaction } from '../db/transactions.ts';
import { Refusal } from '../refusal.ts';
import type { Audit } from './audit.ts';
import type { RecordCheck } from './record-check.store.ts';
import type { VerdictStore } from './verdict.store.ts';

type Parts = {
  readonly records: RecordCheck;
  readonly verdicts: VerdictStore;
  readonly history: RecordHistory;
  readonly audit: Audit;
  readonly inTransaction: InTransaction;
  /** Sums up every digest anew and signs the sum. */
  readonly signAnew: () => Promise<void>;
};
export type Accepted = { readonly table: string; readonly key: string; readonly reason: string };

type SignedIn = Caller & { readonly actor: Actor };

const portion = 100;

export type AcceptChange = ReturnType<typeof createAcceptChange>;

/** A super-admin takes what another program changed: from now on it counts as written, and the log says by whom. */
export function createAcceptChange({ records, verdicts, history, audit, inTransaction, signAnew }: Parts) {
  /**
   * Refuses a record that was not found changed. Key `*` takes every record of its table, each with an entry of its
   * own; table and key `*` take what the digests say now, where someone who knows the keys rewrote them.
   */
  async function accept(asked: Accepted, caller: SignedIn): Promise<void> {
    if (asked.table === '*') await acceptDigests(asked, caller);
    else if (asked.key === '*') await acceptTable(asked, caller);
    else inTransaction(() => acceptRecord(asked, caller));
  }

  function acceptRecord({ table, key, reason }: Accepted, caller: SignedIn): void {
    if (!verdicts.removeChange(table, key)) throw notChanged(table, key);
    const after = withoutSecrets(table, records.accept(table, key));
    const change = { table, key, before: null, after, userId: caller.actor.userId, wasChangedOutside: true, reason };
    const metadata = { is_gone: after === null, reason_length: reason.length };
    audit.append({ ...entryBy(caller, `${table}:${key}`), metadata, commitHash: history.record(change) });
  }

  /** In portions, between which others have their turn. What is cut off goes on where it is asked for again. */
  async function acceptTable({ table, key, reason }: Accepted, caller: SignedIn): Promise<void> {
    let keys = verdicts.keysOf(table, portion);
    if (keys.length === 0) throw notChanged(table, key);
    for (; keys.length > 0; keys = verdicts.keysOf(table, portion)) {
      const taken = keys;
      inTransaction(() => {
        for (const each of taken) acceptRecord({ table, key: each, reason }, caller);
      });
      await setImmediate();
    }
  }

  async function acceptDigests({ table, key, reason }: Accepted, caller: SignedIn): Promise<void> {
    inTransaction(() => {
      if (!verdicts.clearForged()) throw notChanged(table, key);
      const change = { table, key: '*', before: null, after: null, userId: caller.actor.userId, reason };
      const metadata = { reason_length: reason.length };
      audit.append({ ...entryBy(caller, '*'), metadata, commitHash: history.record(change) });
    });
    await signAnew();
  }

  return { accept };
}

function entryBy({ actor, address }: SignedIn, targetId: string) {
  const { userId, email: userEmail, jti: session } = actor;
  return { action: 'record.accepted' as const, userId, userEmail, targetId, ip: address, session };
}

function notChanged(table: string, key: string): Refusal {
  return new Refusal('not-found', 'audit.not-changed', `'${table}:${key}' was not found changed from outside`);
}

/** The history is read by staff. */
function withoutSecrets(table: string, record: RecordColumns | null): RecordColumns | null {
  if (table !== 'admin_users' || record === null) return record;
  const { id = null, email = null, role = null, is_active: isActive = null } = record;
  return { id, email, role, is_active: isActive };
}
