import { StartProblem } from '../db/start-problem.ts';
import type { FolderKind } from '../files/folder-kind.ts';

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
