import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { RawEnvironment } from '../config/env.ts';
import { StartProblem } from '../db/start-problem.ts';
import { type FolderKind, kindOfPlace } from '../files/folder-kind.ts';

/** Refuses `network`: SQLite's write-ahead log needs one machine, and a share's locks do not hold. */
export function requireOwnDisk(kind: FolderKind, folder: string): void {
  if (kind.is !== 'network') return;
  throw new StartProblem(
    'network',
    folder,
    `${folder} is on a network drive (${kind.name}), where its database may be damaged: ` +
      'copy the whole folder to a disk of this PC and open it there',
    { name: kind.name },
  );
}

/** As `requireOwnDisk`, of a folder that need not be there yet. */
export function requireOwnPlace(folder: string, environment: RawEnvironment): void {
  let there = folder;
  while (!existsSync(there)) there = dirname(there);
  requireOwnDisk(kindOfPlace({ folder: there, platform: process.platform, environment }), folder);
}
