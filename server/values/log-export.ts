import { z } from 'zod';
import type { AuditRow } from './audit-row.ts';
import { type CheckpointNote, isSignedBy, readNote, readVerifierKey, type VerifySignature } from './checkpoint-note.ts';
import { createLogProof, type LogFault } from './log-proof.ts';
import type { Sha256 } from './merkle-tree.ts';

/** Raised when the lines of an export mean something else. */
export const exportVersion = 1;

const text = z.string().nullable();
const Head = z.object({
  type: z.literal('lvt-audit-export'),
  version: z.literal(exportVersion),
  name: z.string(),
  origin: z.string(),
  /** Instant. */
  exported_at: z.string(),
  size: z.int().min(0),
  /** Hash of the last entry. */
  head: text,
  /** As a verifier key: to be compared with the one on the recovery sheet. */
  public_key: z.string(),
});
const CheckpointLine = z.object({ type: z.literal('checkpoint'), note: z.string() });
const RowLine = z.object({
  type: z.literal('row'),
  id: z.string(),
  timestamp: z.string(),
  user_id: text,
  user_email: text,
  action: z.string(),
  target_id: text,
  metadata: text,
  ip: text,
  seq: z.number(),
  prev: text,
  hash: z.string(),
  commit_hash: text,
  actor_session: text,
});

export type ExportHead = z.infer<typeof Head>;
export type ExportLine = ExportHead | z.infer<typeof CheckpointLine> | ({ readonly type: 'row' } & AuditRow);

export type ExportFault =
  | LogFault
  /** From this entry on the file is no export, or its head was altered; or a checkpoint is not signed by its key. */
  | { readonly seq: number; readonly kind: 'unreadable' | 'signature' | 'unsigned' };

export type ExportReport = {
  /** Null where not even the first line could be read. */
  readonly head: ExportHead | null;
  readonly rows: number;
  /** Signed checkpoints that the rows were held against, those from outside included. */
  readonly checkpoints: number;
  readonly fault: ExportFault | null;
};

type Parts = {
  readonly sha256: Sha256;
  readonly verify: VerifySignature;
  /** Checkpoints that were kept elsewhere. */
  readonly outside: readonly CheckpointNote[];
};

/** Is an exported log what was written? Reads it line by line, in Node as in a browser. */
export async function verifyExport(
  lines: AsyncIterable<string> | Iterable<string>,
  { sha256, verify, outside }: Parts,
): Promise<ExportReport> {
  let head: ExportHead | null = null;
  const notes: CheckpointNote[] = [];
  let proof: ReturnType<typeof createLogProof> | null = null;
  let rows = 0;
  const report = (fault: ExportFault | null): ExportReport => ({ head, rows, checkpoints: notes.length, fault });

  /** Only before the rows. */
  function takeNote(text: string): ExportFault | null {
    const note = proof ? null : readNote(text);
    if (!note) return { seq: rows + 1, kind: 'unreadable' };
    notes.push(note);
    return null;
  }
  function takeRow(row: z.infer<typeof RowLine>): ExportFault | null {
    proof ??= createLogProof({ sha256, checkpoints: [...notes, ...outside] });
    const fault = proof.push(row);
    if (!fault) rows += 1;
    return fault;
  }

  for await (const line of lines) {
    if (line === '') continue;
    const read = readLine(line, head === null);
    if (!read) return report({ seq: rows + 1, kind: 'unreadable' });
    if (read.type === 'lvt-audit-export') head = read;
    else {
      const fault = read.type === 'checkpoint' ? takeNote(read.note) : takeRow(read);
      if (fault) return report(fault);
    }
  }
  if (!head) return report({ seq: 1, kind: 'unreadable' });
  proof ??= createLogProof({ sha256, checkpoints: [...notes, ...outside] });
  const fault =
    proof.end({ size: head.size, hash: head.head }) ?? findUnsigned(head, notes, { sha256, verify, outside });
  notes.push(...outside);
  return report(fault);
}

/** The first line says what the file is; no other may. */
function readLine(line: string, isFirst: boolean) {
  let read: unknown;
  try {
    read = JSON.parse(line);
  } catch {
    return null;
  }
  if (isFirst) return Head.safeParse(read).data ?? null;
  return RowLine.safeParse(read).data ?? CheckpointLine.safeParse(read).data ?? null;
}

/** Every checkpoint must be of this log and signed by its key, and one must sign all of it. */
function findUnsigned(head: ExportHead, notes: readonly CheckpointNote[], parts: Parts): ExportFault | null {
  const { sha256, verify, outside } = parts;
  const key = readVerifierKey(head.public_key, sha256);
  const isOwn = (note: CheckpointNote) =>
    key !== null && key.name === head.origin && note.origin === head.origin && isSignedBy(note, key, verify);
  const foreign = [...notes, ...outside].find((note) => !isOwn(note));
  if (foreign) return { seq: foreign.size, kind: 'signature' };
  return notes.some(({ size }) => size === head.size) ? null : { seq: head.size, kind: 'unsigned' };
}
