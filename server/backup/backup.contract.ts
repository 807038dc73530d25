import { z } from 'zod';
import { defineEndpoint } from '../http/endpoint.contract.ts';
import { JobState } from '../jobs/jobs.contract.ts';

export const BackupCounts = z.object({ students: z.int(), accounts: z.int(), log: z.int() });
const Reason = z.enum(['manual', 'daily', 'before-import', 'before-restore', 'before-migration']);

/**
 * How the backup before a change came out: `fresh`, one was there that holds all there is; `no-key`, there is no recovery
 * sheet yet; `failed`, the log says why.
 */
export const BackedUp = z.enum(['made', 'fresh', 'no-key', 'failed']);
export type BackedUp = z.infer<typeof BackedUp>;

/** A backup in the center's own folder; what is null is not known of a file that was carried there. */
export const ListedBackup = z.object({
  name: z.string(),
  bytes: z.int(),
  made_at: z.string().nullable(),
  reason: Reason.nullable(),
  /** What was found when it was opened after it was made. */
  counts: BackupCounts.nullable(),
});
export type ListedBackup = Readonly<z.infer<typeof ListedBackup>>;

/** A backup that was opened with its recovery key and waits for a word; nothing of the center has changed yet. */
export const StagedRestore = z.object({
  id: z.string(),
  name: z.string(),
  made_at: z.string(),
  /** Null where the center's own records cannot be read. */
  now: BackupCounts.nullable(),
  then: BackupCounts,
  /** Entries of the log that came after the backup. */
  lost_entries: z.int(),
});
export type StagedRestore = Readonly<z.infer<typeof StagedRestore>>;

/** Local time, 24 hours. */
const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

export const backupsEndpoint = defineEndpoint({
  method: 'get',
  path: '/api/admin/backups',
  access: 'super-admin',
  isPassive: true,
  request: z.object({}),
  response: z.object({
    /** Null before the recovery sheet was made: nothing is backed up by itself until then. */
    key: z.object({ recipient: z.string(), made_at: z.string() }).nullable(),
    /** Newest first. */
    backups: z.array(ListedBackup),
    folder: z.string(),
    free_gib: z.number(),
    /** Null: none is made by itself. */
    daily_at: TimeOfDay.nullable(),
    staged: StagedRestore.nullable(),
    /** The second place, and why the last copy to it came to nothing; null where none is chosen. */
    place: z
      .object({
        folder: z.string(),
        problem: z
          .object({ code: z.string(), at: z.string(), facts: z.record(z.string(), z.union([z.string(), z.number()])) })
          .nullable(),
      })
      .nullable(),
    /** The last backup that was written to another disk and read back there. */
    copied: z.object({ at: z.string(), made_at: z.string(), name: z.string() }).nullable(),
    /** The last rehearsal of a restore. */
    rehearsed: z.object({ at: z.string(), made_at: z.string(), students: z.int(), records: z.int() }).nullable(),
    /** Of the backups, the newest. */
    job: JobState.nullable(),
  }),
});

/** A new recovery key. The identity is in this answer alone. */
export const backupKeyEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/backups/key',
  access: 'super-admin',
  isSensitive: true,
  request: z.object({}),
  response: z.object({ identity: z.string(), recipient: z.string(), made_at: z.string() }),
});

/** Refuses `backup.no-recipient` and `backup.busy`; the job refuses as lvt-cert backup does. */
export const makeBackupEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/backups/make',
  access: 'super-admin',
  request: z.object({}),
  response: JobState,
});

/** Whether the file is still the one that was opened when it was made. Refuses `backup.damaged`, `backup.missing`. */
export const verifyBackupEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/backups/verify',
  access: 'super-admin',
  request: z.object({ name: z.string().max(200) }),
  response: z.object({ made_at: z.string(), counts: BackupCounts }),
});

export const backupScheduleEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/backups/schedule',
  access: 'super-admin',
  request: z.object({ daily_at: TimeOfDay.nullable() }),
  response: z.object({ daily_at: TimeOfDay.nullable() }),
});

/**
 * Where backups are copied to, a folder on another disk; null: nowhere. What is newest is copied at once. Refuses
 * `backup.other-pc`, `backup.place-missing`, `backup.same-disk`, `backup.place-read-only`, `backup.place-slow`.
 */
export const backupPlaceEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/backups/place',
  access: 'super-admin',
  isSensitive: true,
  request: z.object({ folder: z.string().trim().min(1).max(1_000).nullable() }),
  response: z.object({}),
});

/** Copies the newest backup to the second place. Refuses `backup.no-place`, `backup.none`, `backup.busy`. */
export const copyBackupEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/backups/copy',
  access: 'super-admin',
  request: z.object({}),
  response: JobState,
});

/**
 * Restores the newest backup into a folder beside, opens, compares and counts it, and removes it again. Refuses
 * `backup.other-pc`, `backup.no-identity`, `backup.none`, `backup.busy`; the job refuses as a restore does.
 */
export const rehearseBackupEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/backups/rehearse',
  access: 'super-admin',
  request: z.object({ identity: z.string().max(1_000) }),
  response: JobState,
});

/**
 * Opens a backup with its recovery key and counts it. `file`: the name of one in the list, or a path on this PC.
 * Refuses `backup.other-pc` anywhere but at the PC itself, `backup.missing`, `backup.no-identity`, `backup.busy`.
 */
export const stageRestoreEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/backups/stage',
  access: 'super-admin',
  isSensitive: true,
  request: z.object({ file: z.string().trim().min(1).max(1_000), identity: z.string().max(1_000) }),
  response: JobState,
});

/** Drops what was opened. */
export const dropStagedEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/backups/drop',
  access: 'super-admin',
  request: z.object({}),
  response: z.object({}),
});

/**
 * Puts the opened backup in the place of the center, which closes for it and opens again; everyone is signed out.
 * Refuses `backup.other-pc`, `backup.not-staged`.
 */
export const restoreEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/backups/restore',
  access: 'super-admin',
  isSensitive: true,
  request: z.object({ id: z.string() }),
  response: JobState,
});
