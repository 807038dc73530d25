import { type Clock, toInstant } from '../clock.ts';
import type { CertConfig } from '../config/cert-config.ts';
import type { InTransaction } from '../db/transactions.ts';
import type { Log } from '../log.ts';
import { writeVerifierKey } from '../values/checkpoint-note.ts';
import type { AuditSearchStore } from './audit-search.store.ts';
import { createAuditTasks } from './audit-tasks.ts';
import type { AuditFault, AuditVerdict } from './audit.contract.ts';
import type { AuditStore } from './audit.store.ts';
import type { Audit } from './audit.ts';
import { createCheckpointFile } from './checkpoint-file.ts';
import type { CheckpointStore, Signed } from './checkpoints.store.ts';
import type { ExportTask } from './export.store.ts';
import type { LogReport } from './log-check.store.ts';
import type { StoredVerdict, VerdictStore } from './verdict.store.ts';

export type AuditWatchParts = {
  readonly root: string;
  readonly databasePath: string;
  readonly config: CertConfig;
  readonly audit: Audit;
  readonly auditStore: AuditStore;
  readonly search: AuditSearchStore;
  readonly checkpoints: CheckpointStore;
  readonly verdicts: VerdictStore;
  readonly inTransaction: InTransaction;
  readonly clock: Clock;
  readonly log: Log;
  /** Hears of a new verdict. */
  readonly onVerdict: () => void;
};

const lookMs = 10_000;
const dayMs = 24 * 60 * 60_000;
/** The daily check leaves a start alone. */
const settleMs = 5 * 60_000;
const entriesPerCheckpoint = 1_000;
const tailRows = 10_000;
const changesShown = 100;

export type AuditWatch = ReturnType<typeof createAuditWatch>;

/** Checks the log and the records by itself, and signs them: at the start, daily, every 1,000 entries, at the close. */
export function createAuditWatch(parts: AuditWatchParts) {
  const { root, databasePath, config, audit, auditStore, checkpoints, verdicts, inTransaction, clock, log } = parts;
  const stopping = new AbortController();
  const tasks = createAuditTasks({ databasePath, config }, stopping.signal);
  const file = createCheckpointFile(root, log);
  const now = () => toInstant(clock.now());
  let timer: NodeJS.Timeout | null = null;
  let startedAt = 0;
  let running = 0;
  let isLooking = false;

  /** Once the center is open. */
  function start(): void {
    startedAt = clock.elapsed();
    timer = setInterval(() => void look(), lookMs).unref();
    void quietly(async () => conclude(await tasks.tail(tailRows), false));
  }

  async function look(): Promise<void> {
    if (isLooking) return;
    isLooking = true;
    await quietly(async () => {
      const { wholeLogCheckedAt } = verdicts.read();
      if (clock.elapsed() - startedAt >= settleMs && isOlderThanADay(wholeLogCheckedAt)) {
        await checkLog();
        await checkRecords();
      }
      const grown = auditStore.head().size - (checkpoints.last()?.size ?? 0);
      const isDue = grown > 0 && isOlderThanADay(checkpoints.last()?.at ?? now());
      if (grown >= entriesPerCheckpoint || isDue) await checkpoint();
    });
    isLooking = false;
  }

  function isOlderThanADay(instant: string | null): boolean {
    return instant === null || clock.now() - Date.parse(instant) >= dayMs;
  }

  /** Nobody waits for it: what fails is logged, and tried again later. */
  async function quietly(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (stopping.signal.aborted) return;
      log.warn('audit.watch-failed', { name: error instanceof Error ? error.name : typeof error });
    }
  }

  /** Every entry, against the checkpoints in the database and in the file beside it. */
  async function checkLog(): Promise<void> {
    conclude(await counted(() => tasks.all(file.read())), true);
  }

  /** Every record against its digest. */
  async function checkRecords(): Promise<void> {
    const { changes, isForged } = await counted(tasks.records);
    const news = inTransaction(() => {
      const before = verdicts.read();
      const forged: AuditFault | null = isForged ? { seq: checkpoints.last()?.size ?? 1, kind: 'digests' } : null;
      const fault = before.fault?.kind === 'digests' ? forged : (before.fault ?? forged);
      save({ ...before, recordsCheckedAt: now(), fault });
      const count = verdicts.replaceChanges(changes, now());
      if (count > 0) audit.append({ action: 'record.changed-outside', metadata: { count } });
      return count;
    });
    if (news > 0) log.warn('audit.records-changed-outside', { count: news });
    parts.onVerdict();
  }

  async function counted<T>(work: () => Promise<T>): Promise<T> {
    running += 1;
    try {
      return await work();
    } finally {
      running -= 1;
    }
  }

  /** A look at the end clears no fault that stands before it. */
  function conclude({ rows, fault }: LogReport, isWhole: boolean): void {
    inTransaction(() => {
      const before = verdicts.read();
      const kept = isWhole && before.fault?.kind !== 'digests' ? null : before.fault;
      const wholeLogCheckedAt = isWhole ? now() : before.wholeLogCheckedAt;
      save({ ...before, checkedAt: now(), wholeLogCheckedAt, rows, fault: fault ?? kept });
    });
    parts.onVerdict();
  }

  /** A new fault is told of in the log itself, once. */
  function save(verdict: StoredVerdict): void {
    const before = verdicts.read().fault;
    verdicts.write(verdict, now());
    const { fault } = verdict;
    if (fault === null || (before?.seq === fault.seq && before.kind === fault.kind)) return;
    audit.append({ action: 'audit.broken', metadata: { seq: fault.seq, kind: fault.kind } });
    log.error('audit.broken', { seq: fault.seq, kind: fault.kind });
  }

  async function checkpoint(): Promise<Signed> {
    const signed = await tasks.checkpoint(now());
    file.append(signed.note);
    return signed;
  }

  /** Writes the log to a file, freshly checked and signed; the records are looked at afterwards. */
  async function exportTo(task: Omit<ExportTask, 'time'>): Promise<void> {
    await checkLog();
    await checkpoint();
    await tasks.export({ ...task, time: now() });
    void quietly(checkRecords);
  }

  /** Looks at the log now, and at the records in the background. */
  async function check(): Promise<void> {
    await checkLog();
    void quietly(checkRecords);
  }

  function verdict(): AuditVerdict {
    const { checkedAt, recordsCheckedAt, rows, fault } = verdicts.read();
    const last = checkpoints.last();
    return {
      state: fault ? 'broken' : checkedAt === null ? 'unchecked' : 'whole',
      is_checking: running > 0,
      size: auditStore.head().size,
      checked_at: checkedAt,
      checked_rows: rows,
      fault,
      fault_entry: fault ? parts.search.entryAt(fault.seq) : null,
      outside: {
        checked_at: recordsCheckedAt,
        total: verdicts.countChanges(),
        tables: verdicts.countByTable(),
        rows: verdicts.listChanges(changesShown),
      },
      checkpoint: last && { size: last.size, at: last.at, root: last.root },
      public_key: writeVerifierKey(checkpoints.verifierKey()),
    };
  }

  /** Signs what has come since the last checkpoint. The log must have been flushed before. */
  function close(): void {
    stopping.abort();
    if (timer === null) return;
    clearInterval(timer);
    timer = null;
    if (auditStore.head().size === checkpoints.last()?.size) return;
    try {
      file.append(checkpoints.make(now(), inTransaction).note);
    } catch (error) {
      // The next start signs it.
      log.warn('audit.not-signed', { reason: error instanceof Error ? error.message : String(error) });
    }
  }

  return { start, check, checkpoint, exportTo, verdict, close };
}
