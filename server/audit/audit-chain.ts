import { createHash } from 'node:crypto';

/** A row of the activity log: upstream's eight columns, then ours. Null `seq`: written by an upstream program. */
export type AuditRow = {
  readonly id: string;
  readonly timestamp: string;
  readonly user_id: string | null;
  readonly user_email: string | null;
  readonly action: string;
  readonly target_id: string | null;
  readonly metadata: string | null;
  readonly ip: string | null;
  readonly seq: number;
  readonly prev: string | null;
  readonly hash: string;
  readonly commit_hash: string | null;
  readonly actor_session: string | null;
};

const domain = Buffer.from('lvt-audit-v1');
const absent = Buffer.from([0xff, 0xff, 0xff, 0xff]);

/**
 * Hex SHA-256 over the domain tag, then every column but `hash` in the order of the table, each behind its length in
 * four bytes, `prev` last: no two rows share an encoding.
 */
export function auditHash(row: Omit<AuditRow, 'hash'>): string {
  const sha = createHash('sha256').update(domain);
  const fields = [row.id, row.timestamp, row.user_id, row.user_email, row.action, row.target_id, row.metadata, row.ip];
  for (const field of [...fields, String(row.seq), row.commit_hash, row.actor_session, row.prev]) {
    if (field === null) {
      sha.update(absent);
      continue;
    }
    const bytes = Buffer.from(field);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    sha.update(length).update(bytes);
  }
  return sha.digest('hex');
}

export type AuditHead = { readonly size: number; readonly hash: string | null };

/** What is wrong with a log, at its first bad place. `cut`: the end is missing; `gap`: rows between are. */
export type ChainFault = { readonly seq: number; readonly kind: 'altered' | 'gap' | 'cut' };

/** Null where the rows are whole and end where the head says. */
export function findChainFault(rows: Iterable<AuditRow>, head: AuditHead): ChainFault | null {
  let seq = 0;
  let prev: string | null = null;
  for (const row of rows) {
    seq += 1;
    if (row.seq !== seq) return { seq, kind: 'gap' };
    if (row.prev !== prev || row.hash !== auditHash(row)) return { seq, kind: 'altered' };
    prev = row.hash;
  }
  if (seq < head.size) return { seq: seq + 1, kind: 'cut' };
  return seq === head.size && prev !== head.hash ? { seq, kind: 'altered' } : null;
}
