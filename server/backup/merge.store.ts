import { createAuditStore } from '../audit/audit.store.ts';
import { createAudit } from '../audit/audit.ts';
import { createSessionStore } from '../auth/sessions.store.ts';
import { createSecretGeneration } from '../auth/signing-secret.store.ts';
import { type Clock, toInstant } from '../clock.ts';
import type { CertConfig } from '../config/cert-config.ts';
import { type Database, openReadOnly, openScratch } from '../db/open-database.ts';
import { createRecordDigests } from '../db/record-digests.ts';
import { createTransactions } from '../db/transactions.ts';
import type { Log } from '../log.ts';
import { prepareSchema } from '../opening/schema.store.ts';
import type { Revocation } from '../students/revocations.store.ts';
import { createTimekeepingStore } from '../timekeeping/timekeeping.store.ts';
import type { Manifest } from './manifest.ts';
import { createRecipientStore } from './recipient.store.ts';
import type { By } from './recipients.ts';

type Parts = {
  /** The records that were taken out of the backup. */
  readonly staged: string;
  /** Of the backup. */
  readonly config: CertConfig;
  /** The records that are there now; null where there are none that can be read. */
  readonly present: string | null;
  readonly manifest: Manifest;
  readonly by: By;
  readonly clock: Clock;
  readonly log: Log;
};

/**
 * What never goes back is carried into the staged records: revocations, the clock's mark, the key for backups; everyone
 * is signed out. The new branch of the log begins with the entry that says where the old one ended.
 */
export function mergeForward({ staged, config, present: path, manifest, by, clock, log }: Parts): void {
  const db = openScratch(staged);
  const present = path === null ? null : openReadOnly(path);
  try {
    prepareSchema(db, config);
    const inTransaction = createTransactions(db, (error) => {
      throw error;
    });
    const audit = createAudit({ store: createAuditStore(db), inTransaction, clock, log });
    const now = toInstant(clock.now());
    const head = createAuditStore(db).head();
    inTransaction(() => {
      const old = present && carryOver(present, db, now);
      createSecretGeneration(db).next(now);
      createSessionStore(db).endAll(now);
      audit.append({
        ...by,
        action: 'backup.restored',
        targetId: manifest.made_at,
        metadata: { old_size: old?.size ?? 0, old_head: old?.hash ?? null, new_size: head.size, new_head: head.hash },
      });
    });
  } finally {
    present?.close();
    db.close();
  }
}

/** Gives where the log of the present ends. */
function carryOver(present: Database, db: Database, now: string) {
  for (const revocation of revocationsOf(present)) addRevocation(db, revocation);
  const [was, is] = [createTimekeepingStore(present).readMark(), createTimekeepingStore(db).readMark()];
  if (was !== null && was > (is ?? 0)) createTimekeepingStore(db).writeMark(toInstant(was));
  const recipient = createRecipientStore(present).read();
  if (recipient) createRecipientStore(db).write(recipient);
  keep(present, db, ['backup.place', 'backup.copied', 'backup.rehearsed']);
  raise(present, db, { key: 'database.generation', by: 1, now });
  raise(present, db, { key: 'auth.secret-generation', by: 0, now });
  return createAuditStore(present).head();
}

function revocationsOf(db: Database): Revocation[] {
  const has = db.prepare<[], number>("SELECT count(*) FROM sqlite_master WHERE name = 'revocation'").pluck().get();
  return has === 1 ? db.prepare<[], Revocation>('SELECT * FROM revocation').all() : [];
}

function addRevocation(db: Database, revocation: Revocation): void {
  const { changes } = db
    .prepare<[Revocation]>(
      `INSERT OR IGNORE INTO revocation
         VALUES (@round_id, @sbd, @subject_code, @revoked_at, @revoked_by, @reason)`,
    )
    .run(revocation);
  const { round_id: round, sbd, subject_code: subject } = revocation;
  if (changes > 0) createRecordDigests(db).write('revocation', `${round}:${sbd}:${subject}`, revocation);
}

/** What is of this PC and not of the records. */
function keep(present: Database, db: Database, keys: readonly string[]): void {
  const read = present
    .prepare<[string], [string, string, string]>('SELECT key, value, updated_at FROM settings WHERE key = ?')
    .raw();
  const write = db.prepare<[string, string, string]>('INSERT OR REPLACE INTO settings VALUES (?, ?, ?)');
  for (const key of keys) {
    const row = read.get(key);
    if (row) write.run(...row);
  }
}

/** A number that counts on from the greater of the two. */
function raise(present: Database, db: Database, { key, by, now }: { key: string; by: number; now: string }): void {
  const read = (from: Database) =>
    Number(from.prepare<[string], string>('SELECT value FROM settings WHERE key = ?').pluck().get(key) ?? '0');
  const next = Math.max(read(present), read(db)) + by;
  db.prepare<[string, string, string]>('INSERT OR REPLACE INTO settings VALUES (?, ?, ?)').run(key, String(next), now);
}
