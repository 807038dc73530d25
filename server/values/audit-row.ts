import { fromHex, toHex } from './hex.ts';
import type { Sha256 } from './merkle-tree.ts';

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

/** In the order of the table. */
export const auditColumns = [
  'id',
  'timestamp',
  'user_id',
  'user_email',
  'action',
  'target_id',
  'metadata',
  'ip',
  'seq',
  'prev',
  'hash',
  'commit_hash',
  'actor_session',
] as const satisfies readonly (keyof AuditRow)[];

const encoder = new TextEncoder();
const domain = encoder.encode('lvt-audit-v1');

/**
 * What the hash of a row is over: the domain tag, then every column but `hash` in the order of the table, each behind
 * its length in four bytes (all ones where it is null), `prev` last: no two rows share an encoding.
 */
export function encodeAuditRow(row: Omit<AuditRow, 'hash'>): Uint8Array {
  const fields = [
    ...[row.id, row.timestamp, row.user_id, row.user_email, row.action, row.target_id, row.metadata, row.ip],
    ...[String(row.seq), row.commit_hash, row.actor_session, row.prev],
  ];
  // A UTF-16 unit takes three bytes at most.
  const bytes = new Uint8Array(fields.reduce((sum, field) => sum + 4 + (field?.length ?? 0) * 3, domain.length));
  const view = new DataView(bytes.buffer);
  bytes.set(domain);
  let at = domain.length;
  for (const field of fields) {
    const length = field === null ? 0 : encoder.encodeInto(field, bytes.subarray(at + 4)).written;
    view.setUint32(at, field === null ? 0xffffffff : length);
    at += 4 + length;
  }
  return bytes.subarray(0, at);
}

/** The end of the log: how many entries, and the hash of the last. */
export type AuditHead = { readonly size: number; readonly hash: string | null };

/** What is wrong with a log, at its first bad place. */
export type ChainFault = { readonly seq: number; readonly kind: 'altered' | 'gap' | 'cut' | 'inserted' };

export type ChainCheck = ReturnType<typeof createChainCheck>;

/** Follows a log row by row from where it is known to be right: its beginning, or `from`. */
export function createChainCheck(sha256: Sha256, from: AuditHead = { size: 0, hash: null }) {
  let size = from.size;
  let prev = from.hash;

  /** The fault of this row, which must be the one after the last. */
  function push(row: AuditRow): ChainFault | null {
    size += 1;
    if (row.seq !== size) return { seq: size, kind: 'gap' };
    if (row.prev !== prev || row.hash !== toHex(sha256(encodeAuditRow(row)))) return { seq: size, kind: 'altered' };
    prev = row.hash;
    return null;
  }

  /** Whether the log ends where `head`, kept beside it, says. */
  function end(head: AuditHead): ChainFault | null {
    if (size < head.size) return { seq: size + 1, kind: 'cut' };
    if (size > head.size) return { seq: head.size + 1, kind: 'inserted' };
    return prev === head.hash ? null : { seq: size, kind: 'altered' };
  }

  return { push, end };
}

/** The hash of a row as the leaf of the log's tree. */
export function leafOf(row: Pick<AuditRow, 'hash'>): Uint8Array {
  return fromHex(row.hash) ?? new Uint8Array();
}
