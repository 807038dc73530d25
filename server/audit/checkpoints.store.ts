import { createPrivateKey, sign } from 'node:crypto';
import type { Database } from '../db/open-database.ts';
import type { InTransaction } from '../db/transactions.ts';
import { Refusal } from '../refusal.ts';
import type { AuditHead } from '../values/audit-row.ts';
import { leafOf } from '../values/audit-row.ts';
import {
  type Checkpoint,
  type CheckpointNote,
  isSignedBy,
  readNote,
  toNote,
  toNoteBody,
  toVerifierKey,
  type VerifierKey,
} from '../values/checkpoint-note.ts';
import { fromHex, toHex } from '../values/hex.ts';
import { createLogTree, type Frontier } from '../values/merkle-tree.ts';
import { rawPublicKey, sha256, verifyEd25519 } from './audit-chain.ts';
import { createAuditStore } from './audit.store.ts';
import { createStateDigests } from './state-digest.store.ts';

export type Signed = Checkpoint & { readonly note: string };
/** A stored checkpoint; null `read` where its text is no checkpoint any more. */
export type StoredCheckpoint = { readonly size: number; readonly note: string; readonly read: CheckpointNote | null };

const treeSetting = 'audit.tree';

export type CheckpointStore = ReturnType<typeof createCheckpointStore>;

/** Signed checkpoints of the log. Each goes on from the tree of the one before, so that it reads new rows alone. */
export function createCheckpointStore(db: Database, slug: string) {
  const auditStore = createAuditStore(db);
  const stateDigests = createStateDigests(db);
  const setting = db.prepare<[string], string>('SELECT value FROM settings WHERE key = ?').pluck();
  const writeSetting = db.prepare<[string, string, string]>('INSERT OR REPLACE INTO settings VALUES (?, ?, ?)');
  const selectKey = db.prepare<[string], Buffer>('SELECT value FROM secrets WHERE name = ?').pluck();
  const insert = db.prepare<[string, number, string, string, string]>(
    'INSERT INTO audit_checkpoint (created_at, size, root, state, note) VALUES (?, ?, ?, ?, ?)',
  );
  const selectAll = db.prepare<[], { size: number; note: string }>(
    'SELECT size, note FROM audit_checkpoint ORDER BY id',
  );
  const selectLast = db.prepare<[], { id: number; size: number; at: string; root: string; state: string }>(
    'SELECT id, size, created_at AS at, root, state FROM audit_checkpoint ORDER BY id DESC LIMIT 1',
  );

  /** The name of this log: of the center, and of the database it lies in. */
  function origin(): string {
    return `${slug}/audit/${setting.get('database.id') ?? ''}`;
  }

  function privateKey() {
    const der = selectKey.get('audit-key');
    if (!der) throw new Error('the database has no audit key');
    return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  }

  function verifierKey(): VerifierKey {
    return toVerifierKey(origin(), rawPublicKey(privateKey()), sha256);
  }

  /**
   * Signs the log and the records as they stand now. Reads first and writes after, so that nobody waits for the
   * reading; another program's checkpoint in between makes it read again. `time` is an instant.
   */
  function make(time: string, inTransaction: InTransaction): Signed {
    for (let tries = 0; tries < 5; tries += 1) {
      const { before, head, frontier, root, digest } = db.transaction(readAll)();
      const checkpoint = { origin: origin(), size: head.size, root, state: digest.state, time };
      const body = toNoteBody(checkpoint);
      const note = toNote(body, verifierKey(), sign(null, Buffer.from(body), privateKey()));
      const isStored = inTransaction(() => {
        if (last()?.id !== before) return false;
        insert.run(time, head.size, root, digest.state, note);
        writeSetting.run(treeSetting, [frontier.size, ...frontier.hashes.map(toHex)].join(' '), time);
        stateDigests.write(digest);
        return true;
      });
      if (isStored) return { ...checkpoint, note };
    }
    throw new Refusal('busy', 'audit.busy', 'another program signs this log at the moment: try again');
  }

  function readAll() {
    const head = auditStore.head();
    const tree = createLogTree(sha256, readFrontier(head));
    for (const row of auditStore.rows(tree.frontier().size)) tree.push(leafOf(row));
    return {
      before: last()?.id,
      head,
      frontier: tree.frontier(),
      root: toHex(tree.root()),
      digest: stateDigests.read(),
    };
  }

  /** Where the tree stood at the last checkpoint; from the beginning where that cannot be read. */
  function readFrontier({ size: limit }: AuditHead): Frontier {
    const [size = '', ...hashes] = (setting.get(treeSetting) ?? '').split(' ');
    const bytes = hashes.map(fromHex).filter((hash) => hash?.length === 32);
    const count = /^\d+$/.test(size) ? Number(size) : 0;
    const isUsable = count > 0 && count <= limit && bytes.length === bitsIn(count) && bytes.length === hashes.length;
    return isUsable ? { size: count, hashes: bytes.filter((hash) => hash !== null) } : { size: 0, hashes: [] };
  }

  /** Oldest first. */
  function list(): StoredCheckpoint[] {
    return selectAll.all().map(({ size, note }) => ({ size, note, read: readNote(note) }));
  }

  /** Whether this center signed it, of this log. */
  function isOwn(note: CheckpointNote): boolean {
    return note.origin === origin() && isSignedBy(note, verifierKey(), verifyEd25519);
  }

  /** The sums of the digests are those that the last checkpoint signed; true before the first one. */
  function isStateAsSigned(): boolean {
    const stored = stateDigests.stored();
    return stored === null || stored === last()?.state;
  }

  const last = () => selectLast.get() ?? null;

  return { origin, verifierKey, make, list, isOwn, isStateAsSigned, last };
}

function bitsIn(count: number): number {
  return count.toString(2).replaceAll('0', '').length;
}
