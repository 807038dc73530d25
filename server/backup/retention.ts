import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type BackupEntry, listBackups } from './backup-files.ts';
import { noteEnding } from './manifest.ts';

type Kept = Pick<BackupEntry, 'name' | 'note'>;
const keep = { days: 7, weeks: 4, months: 12, beforeChange: 3 } as const;
const dayMs = 24 * 60 * 60_000;

/**
 * The names that may go, of a list that is newest first: what was made by itself and is none of the newest of the last
 * 7 days, 4 weeks and 12 months, nor one of the last 3 before a change. What a person made stays, and so does the newest.
 */
export function pickExpired(backups: readonly Kept[]): string[] {
  const daily = backups.filter(({ note }) => note?.reason === 'daily');
  const before = backups.filter(({ note }) => note?.reason.startsWith('before-'));
  const stays = new Set([
    ...backups.slice(0, 1),
    ...newestOfEach(daily, keep.days, (time) => time.slice(0, 10)),
    ...newestOfEach(daily, keep.weeks, (time) => String(Math.floor((Date.parse(time) / dayMs + 3) / 7))),
    ...newestOfEach(daily, keep.months, (time) => time.slice(0, 7)),
    ...before.slice(0, keep.beforeChange),
  ]);
  return [...daily, ...before].filter((backup) => !stays.has(backup)).map(({ name }) => name);
}

function newestOfEach(backups: readonly Kept[], most: number, periodOf: (time: string) => string): Kept[] {
  const newest = new Map<string, Kept>();
  for (const backup of backups) {
    const period = periodOf(backup.note?.made_at ?? '');
    if (!newest.has(period)) newest.set(period, backup);
  }
  return [...newest.values()].slice(0, most);
}

/** Gives how many went. `databaseId`: of that center alone, where several keep theirs in one place. */
export function removeExpired(folder: string, databaseId?: string): number {
  const isMeant = ({ note }: BackupEntry) => databaseId === undefined || note?.database.id === databaseId;
  const names = pickExpired(listBackups(folder).filter(isMeant));
  for (const name of names) for (const ending of ['', noteEnding]) rmSync(join(folder, name + ending), { force: true });
  return names.length;
}
