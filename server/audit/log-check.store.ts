import type { Database } from '../db/open-database.ts';
import { type AuditHead, createChainCheck } from '../values/audit-row.ts';
import type { CheckpointNote } from '../values/checkpoint-note.ts';
import { createLogProof } from '../values/log-proof.ts';
import { sha256 } from './audit-chain.ts';
import type { AuditFault } from './audit.contract.ts';
import { createAuditStore } from './audit.store.ts';
import { createCheckpointStore } from './checkpoints.store.ts';

export type LogReport = {
  readonly head: AuditHead;
  /** Entries that were looked at. */
  readonly rows: number;
  /** Signed checkpoints the rows were held against, those from outside included. */
  readonly checkpoints: number;
  readonly fault: AuditFault | null;
};

export type LogCheck = ReturnType<typeof createLogCheck>;

/** Is the log what was written? Reads one moment of it and changes nothing. */
export function createLogCheck(db: Database, slug: string) {
  const audit = createAuditStore(db);
  const checkpoints = createCheckpointStore(db, slug);

  /** Every row, against the head, the checkpoints stored beside it, and those that were kept outside. */
  function checkAll(outside: readonly CheckpointNote[] = []): LogReport {
    return db.transaction(() => readAll(outside))();
  }

  function readAll(outside: readonly CheckpointNote[]): LogReport {
    const head = audit.head();
    const stored = checkpoints.list();
    const notes = [...stored.flatMap(({ read }) => (read ? [read] : [])), ...outside];
    const own = notes.filter(checkpoints.isOwn);
    const proof = createLogProof({ sha256, checkpoints: own });
    let rows = 0;
    let fault: AuditFault | null = null;
    for (const row of audit.rows()) {
      rows += 1;
      fault = proof.push(row);
      if (fault) break;
    }
    fault ??= proof.end(head);
    fault ??= findForeign(stored, notes) ?? findRewritten(stored, outside);
    return { head, rows, checkpoints: own.length, fault };
  }

  /** A checkpoint that this center's key did not sign: the note was altered, or the key was exchanged. */
  function findForeign(
    stored: readonly { readonly size: number; readonly read: CheckpointNote | null }[],
    notes: readonly CheckpointNote[],
  ): AuditFault | null {
    const unreadable = stored.filter(({ read }) => read === null).map(({ size }) => size);
    const foreign = notes.filter((note) => !checkpoints.isOwn(note)).map(({ size }) => size);
    const [first] = [...unreadable, ...foreign].sort((one, other) => one - other);
    return first === undefined ? null : { seq: first, kind: 'signature' };
  }

  /** The newest entries alone, trusting the one before them; what a start can afford. */
  function checkTail(count: number): LogReport {
    return db.transaction(() => {
      const head = audit.head();
      const from = Math.max(0, head.size - count);
      const chain = createChainCheck(sha256, { size: from, hash: from === 0 ? null : audit.hashAt(from) });
      let rows = 0;
      for (const row of audit.rows(from)) {
        rows += 1;
        const fault = chain.push(row);
        if (fault) return { head, rows, checkpoints: 0, fault };
      }
      return { head, rows, checkpoints: 0, fault: chain.end(head) };
    })();
  }

  return { checkAll, checkTail };
}

/** The same moment under one signature outside and another one here: both were signed, so this one was made later. */
function findRewritten(
  stored: readonly { readonly read: CheckpointNote | null }[],
  outside: readonly CheckpointNote[],
): AuditFault | null {
  for (const note of outside) {
    const twin = stored.find(({ read }) => read?.size === note.size && read.time === note.time);
    if (twin?.read && twin.read.body !== note.body) return { seq: note.size, kind: 'checkpoint' };
  }
  return null;
}
