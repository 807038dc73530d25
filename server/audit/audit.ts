import { randomUUID } from 'node:crypto';
import { type Clock, toInstant } from '../clock.ts';
import type { InTransaction } from '../db/transactions.ts';
import type { Log } from '../log.ts';
import { Refusal } from '../refusal.ts';
import type { AuditAction } from './actions.contract.ts';
import type { AuditStore, NewAuditRow } from './audit.store.ts';

/** What was done, by whom, to what. Never a value of a record: the commit hash binds the value without telling it. */
export type AuditEntry = {
  readonly action: AuditAction;
  readonly userId?: string | null;
  readonly userEmail?: string | null;
  readonly targetId?: string | null;
  readonly metadata?: Readonly<Record<string, unknown>>;
  /** The address of the caller. */
  readonly ip?: string | null;
  /** The `jti` of the session. */
  readonly session?: string | null;
  readonly commitHash?: string | null;
};

type Waiting = {
  readonly row: NewAuditRow;
  /** By the monotonic clock. */
  readonly since: number;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
};
type Parts = {
  readonly store: AuditStore;
  readonly inTransaction: InTransaction;
  readonly clock: Clock;
  readonly log: Log;
  /** Hears that there may be a new entry, before its transaction is over. */
  readonly onWritten?: () => void;
};

/** While another write holds the database, such as a list. */
const againMs = 25;
const longestWaitMs = 5_000;

export type Audit = ReturnType<typeof createAudit>;

/** The activity log. Source: upstream activity/log.py; the chain is ours. */
export function createAudit({ store, inTransaction, clock, log, onWritten }: Parts) {
  let waiting: Waiting[] = [];
  let isClosing = false;

  /** Inside the transaction of the change it tells of: if the entry cannot be written, the change is not made. */
  function append(entry: AuditEntry): void {
    store.append(toRow(entry));
    onWritten?.();
  }

  /**
   * For an entry without a change. Those of one turn of the event loop share a transaction. Done when it is on disk;
   * refuses what a write refuses, and where another write goes on for five seconds.
   */
  function record(entry: AuditEntry): Promise<void> {
    return new Promise((resolve, reject) => {
      if (waiting.length === 0) setImmediate(flush);
      waiting.push({ row: toRow(entry), since: clock.elapsed(), resolve, reject });
    });
  }

  function flush(): void {
    const batch = waiting;
    waiting = [];
    if (batch.length === 0) return;
    try {
      inTransaction(() => {
        for (const { row } of batch) store.append(row);
      });
    } catch (error) {
      const mayWait = error instanceof Refusal && error.code === 'database.busy' && !isClosing;
      const isOver = ({ since }: Waiting) => !mayWait || clock.elapsed() - since >= longestWaitMs;
      for (const { reject } of batch.filter(isOver)) reject(error);
      waiting = batch.filter((one) => !isOver(one));
      if (waiting.length > 0) setTimeout(flush, againMs);
      return;
    }
    onWritten?.();
    for (const { resolve } of batch) resolve();
  }

  /** Writes what is waiting, and waits no longer. */
  function close(): void {
    isClosing = true;
    flush();
  }

  /** At start: rows that an upstream program has inserted join the chain, under an entry that says how many. Another write is waited for. */
  function adopt(patiently: InTransaction): void {
    const count = patiently(() => {
      const adopted = store.adopt();
      if (adopted > 0) append({ action: 'audit.adopted', metadata: { count: adopted } });
      return adopted;
    });
    if (count > 0) log.info('audit.adopted', { count });
  }

  function toRow(entry: AuditEntry): NewAuditRow {
    return {
      id: randomUUID(),
      timestamp: toInstant(clock.now()),
      user_id: entry.userId ?? null,
      user_email: entry.userEmail ?? null,
      action: entry.action,
      target_id: entry.targetId ?? null,
      metadata: JSON.stringify(entry.metadata ?? {}),
      ip: entry.ip ?? null,
      commit_hash: entry.commitHash ?? null,
      actor_session: entry.session ?? null,
    };
  }

  return { append, record, adopt, close };
}
