import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { existsSync, mkdirSync, rmSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { CertConfig } from '../config/cert-config.ts';
import { moveIntoPlace } from '../db/move-into-place.ts';
import { replaceFile } from '../files/replace-file.ts';
import { Refusal } from '../refusal.ts';
import { type Opened, openBackup, packBackup } from './archive.ts';
import { databaseName, describeFile, listFiles, requireSafeFiles } from './contents.ts';
import { checkCopy, copyDatabase } from './copy.store.ts';
import { archiveFormat, type BackupNote, type BackupReason, type Manifest, noteEnding } from './manifest.ts';
import { TarFault } from './tar.ts';

/** What a worker is told that makes a backup. */
export type MakeInput = {
  readonly root: string;
  readonly databasePath: string;
  readonly config: CertConfig;
  /** Where the file goes. */
  readonly folder: string;
  readonly fileName: string;
  readonly reason: BackupReason;
  readonly recipient: string;
  readonly program: string;
  /** The log as it was signed for this backup. */
  readonly checkpoint: string;
  /** An instant. */
  readonly madeAt: string;
};

const leastFreeBytes = 256 * 1024 ** 2;

/**
 * Copies, checks, counts, packs and seals the center, then reads the file back from where it lies, opens it with a key
 * that lives no longer than this call, and compares it. Only then it gets its name. `progress` hears of hundredths.
 * Refuses `backup.disk-full` with the MiB needed, `backup.changed`, `backup.place-lost`.
 */
export async function makeBackup(input: MakeInput, progress: (percent: number) => void): Promise<BackupNote> {
  const { root, folder, fileName } = input;
  const scratch = join(root, 'backups', `.making-${fileName}`);
  const part = join(folder, `${fileName}.part`);
  rmSync(scratch, { recursive: true, force: true });
  try {
    mkdirSync(scratch, { recursive: true, mode: 0o700 });
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const files = listFiles(root, input.config);
    const bytes = requireRoom(input, files);
    const copy = join(scratch, 'portal.db');
    await copyDatabase(input.databasePath, copy);
    const manifest = await describe(input, copy, files);
    progress(25);
    const locate = (path: string) => (path === databaseName ? copy : join(root, path));
    const once = await generateX25519Identity();
    const recipients = [input.recipient, await identityToRecipient(once)];
    await packBackup({ manifest, locate, target: part, recipients, onBytes: meter(25, bytes, progress) });
    const opened = await readBack(part, once, { manifest, onBytes: meter(60, bytes, progress) });
    const note = toNote(input, opened);
    await moveIntoPlace(part, join(folder, fileName));
    replaceFile(join(folder, fileName + noteEnding), `${JSON.stringify(note, null, 1)}\n`);
    return note;
  } catch (error) {
    throw toMakeRefusal(error, folder);
  } finally {
    removeQuietly(part);
    removeQuietly(scratch);
  }
}

/** The bytes that go in. */
function requireRoom({ root, databasePath, folder }: MakeInput, files: readonly string[]): number {
  const records = [databasePath, `${databasePath}-wal`].filter((path) => existsSync(path));
  const bytes = [...records, ...files.map((name) => join(root, name))].reduce(
    (sum, path) => sum + statSync(path).size,
    0,
  );
  const own = join(root, 'backups');
  const isSameDisk = statSync(own).dev === statSync(folder).dev;
  requireFree(own, (isSameDisk ? 2 : 1) * bytes + leastFreeBytes);
  if (!isSameDisk) requireFree(folder, bytes + leastFreeBytes);
  return bytes;
}

/** Refuses `backup.disk-full`. */
export function requireFree(folder: string, bytes: number): void {
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  if (free >= bytes) return;
  const facts = { needed_mib: Math.ceil(bytes / 1024 ** 2), free_mib: Math.floor(free / 1024 ** 2), folder };
  const message = `the disk of ${folder} has ${facts.free_mib} MiB left, ${facts.needed_mib} MiB are needed: make room`;
  throw new Refusal('disk-full', 'backup.disk-full', message, facts);
}

async function describe(input: MakeInput, copy: string, files: readonly string[]): Promise<Manifest> {
  const { config, program, checkpoint, madeAt, reason, root } = input;
  const counted = checkCopy(copy, config);
  const described = [await describeFile(copy, databaseName)];
  for (const name of files) described.push(await describeFile(join(root, name), name));
  requireSafeFiles(described);
  return {
    ...{ format: archiveFormat, program, made_at: madeAt, reason, checkpoint },
    center: { slug: config.project.slug, name: config.project.name },
    ...counted,
    files: described,
  };
}

async function readBack(
  path: string,
  identity: string,
  { manifest, onBytes }: { manifest: Manifest; onBytes: (bytes: number) => void },
): Promise<Opened> {
  const requireSame = (read: Manifest) => {
    if (isDeepStrictEqual(read, manifest)) return;
    throw new Refusal('unavailable', 'backup.not-readable', 'what was written could not be read back');
  };
  const knownVersion = manifest.user_version;
  return openBackup({ path, identity, into: null, knownVersion, onManifest: requireSame, onBytes });
}

function toNote({ madeAt, recipient }: MakeInput, { manifest, bytes, sha256 }: Opened): BackupNote {
  const { program, user_version, made_at, reason, database, counts } = manifest;
  const found = { bytes, sha256, recipient, checked_at: madeAt };
  return { program, user_version, made_at, reason, database, counts, ...found };
}

/** Hundredths from `start` on, over a third of the way. */
function meter(start: number, total: number, progress: (percent: number) => void): (bytes: number) => void {
  let seen = 0;
  return (bytes) => {
    seen += bytes;
    progress(Math.min(99, start + Math.floor((35 * seen) / Math.max(total, 1))));
  };
}

function toMakeRefusal(error: unknown, folder: string): unknown {
  if (error instanceof TarFault || (error instanceof Refusal && error.code === 'backup.damaged')) {
    return new Refusal('busy', 'backup.changed', 'a file of the center changed while it was packed: try again');
  }
  if (!(error instanceof Error) || !('syscall' in error)) return error;
  if ('code' in error && /^(ENOSPC|EDQUOT)$/.test(String(error.code))) {
    return new Refusal('disk-full', 'backup.place-full', `there is no room left in ${folder}`, { folder });
  }
  const why = error.message;
  return new Refusal('unavailable', 'backup.place-lost', `${folder} cannot be written to: ${why}`, { folder, why });
}

/** A stick that was pulled takes its unfinished file along. */
function removeQuietly(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    // The next backup clears what is left; what ended this one is told already.
  }
}
