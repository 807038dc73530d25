import type { Database } from './open-database.ts';
import { StartProblem } from './start-problem.ts';

/** One step forward. Runs inside its own transaction. */
export type Migration = (db: Database) => void;

export type MigrationPlan = {
  readonly migrations: readonly Migration[];
  /** Makes and checks a copy of the database before a step; not called for a database that is being made. */
  readonly snapshot: (db: Database, fromVersion: number) => void;
};

function versionOf(db: Database): number {
  return Number(db.pragma('user_version', { simple: true }));
}

/** A database of a newer program, told before anything is opened for writing. */
export function refuseNewer(path: string, version: number, known: number): void {
  if (version <= known) return;
  throw new StartProblem(
    'newer',
    path,
    `${path} was opened by a newer version of this program (format ${version}, this one knows ${known}): ` +
      'install that version or a newer one, or restore a backup made before the update',
    { version, known },
  );
}

/**
 * Brings the database to the newest format, a transaction per step: a step that fails or is cut leaves the one before.
 * Refuses `newer`.
 */
export function migrate(db: Database, { migrations, snapshot }: MigrationPlan): void {
  const start = versionOf(db);
  refuseNewer(db.name, start, migrations.length);
  for (const [index, migration] of migrations.entries()) {
    const target = index + 1;
    if (target <= start) continue;
    if (start > 0) snapshot(db, index);
    db.transaction(() => {
      migration(db);
      db.pragma(`user_version = ${target}`);
    }).immediate();
  }
}
