import { z } from 'zod';

/** Of the archive; a program refuses those it does not know. */
export const archiveFormat = 1;
/** What the note beside a backup is called, behind the name of that. */
export const noteEnding = '.json';

export const BackupReason = z.enum(['manual', 'daily', 'before-import', 'before-restore', 'before-migration']);
export type BackupReason = z.infer<typeof BackupReason>;

/** What a person looks for in a backup. */
export const BackupCounts = z.object({ students: z.int(), accounts: z.int(), log: z.int() });
export type BackupCounts = z.infer<typeof BackupCounts>;

/** The first file of a backup: what all the others are. Instants; hashes are SHA-256 in hex. */
export const Manifest = z.object({
  format: z.int(),
  program: z.string(),
  user_version: z.int(),
  made_at: z.string(),
  reason: BackupReason,
  center: z.object({ slug: z.string(), name: z.string() }),
  database: z.object({ id: z.string(), generation: z.int() }),
  counts: BackupCounts,
  /** Rows of each table. */
  tables: z.record(z.string(), z.int()),
  /** The log as it was signed for this backup. */
  checkpoint: z.string(),
  files: z.array(z.object({ path: z.string(), size: z.int(), sha256: z.string() })),
});
export type Manifest = Readonly<z.infer<typeof Manifest>>;

/** Lies beside a backup, in plain text and without a record: what was found when it was opened and counted. */
export const BackupNote = Manifest.pick({
  program: true,
  user_version: true,
  made_at: true,
  reason: true,
  database: true,
  counts: true,
}).extend({
  bytes: z.int(),
  /** Of the encrypted file. */
  sha256: z.string(),
  /** It opens with the identity of this recipient. */
  recipient: z.string(),
  checked_at: z.string(),
});
export type BackupNote = Readonly<z.infer<typeof BackupNote>>;
