import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Clock, toInstant } from '../clock.ts';
import { Refusal } from '../refusal.ts';
import { readChunks } from './contents.ts';
import { BackupNote, noteEnding } from './manifest.ts';

/** A backup that lies in a folder; null `note` where nothing is known of it but its name. */
export type BackupEntry = { readonly name: string; readonly bytes: number; readonly note: BackupNote | null };

const backupEnding = '.tar.gz.age';

/** `<slug>-<instant>.tar.gz.age`, free in that folder. No colon: Windows has none in names. */
export function freeName(folder: string, slug: string, clock: Clock): string {
  const stem = `${slug}-${toInstant(clock.now()).replaceAll(':', '')}`;
  for (let count = 1; ; count += 1) {
    const name = `${stem}${count === 1 ? '' : `-${count}`}${backupEnding}`;
    if (!existsSync(join(folder, name))) return name;
  }
}

/** Newest first. */
export function listBackups(folder: string): BackupEntry[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith(backupEnding) && !name.startsWith('.'));
  const entries = names.map((name) => ({
    name,
    bytes: statSync(join(folder, name)).size,
    note: readNote(join(folder, name)),
  }));
  const madeAt = ({ name, note }: BackupEntry) => note?.made_at ?? name;
  return entries.sort((one, other) => (madeAt(one) < madeAt(other) ? 1 : -1));
}

/** What was found when the backup at `path` was opened; null where that is not known. */
function readNote(path: string): BackupNote | null {
  try {
    const read = BackupNote.safeParse(JSON.parse(readFileSync(path + noteEnding, 'utf8')));
    return read.success ? read.data : null;
  } catch {
    // Carried here without its note: its identity opens it all the same.
    return null;
  }
}

/**
 * Whether the file is still the one that was opened and counted, told without its identity. Refuses `backup.damaged`
 * and `backup.needs-identity`, where nothing is known of it.
 */
export async function requireUnchanged(path: string): Promise<BackupNote> {
  if (!existsSync(path)) throw new Refusal('not-found', 'backup.missing', `there is no backup at ${path}`, { path });
  const note = readNote(path);
  if (note === null) {
    const message = 'nothing is known of this file: give the recovery key to open it';
    throw new Refusal('unprocessable', 'backup.needs-identity', message);
  }
  const hash = createHash('sha256');
  for await (const bytes of readChunks(path)) hash.update(bytes);
  if (hash.digest('hex') !== note.sha256) {
    const why = 'it is not the file that was checked when it was made';
    throw new Refusal('unprocessable', 'backup.damaged', `the backup is damaged: ${why}`, { why });
  }
  return note;
}
