import type { CertConfig } from '../config/cert-config.ts';
import { alignShipmentColumns } from '../db/config-tables.ts';
import { migrate } from '../db/migrate.ts';
import { allMigrations } from '../db/migrations/all-migrations.ts';
import type { Database } from '../db/open-database.ts';
import { rebuildKeys } from '../students/student-keys.store.ts';
import { alignStudentTables } from '../students/student-tables.store.ts';

export type SchemaParts = {
  /** Makes and checks a copy before a step; a database that is being made needs none. */
  readonly snapshot?: (db: Database, fromVersion: number) => void;
  /** Called for each row whose keys are made. */
  readonly onRow?: () => void;
};

/** The newest format, the tables of the config, and keys for every row. */
export function prepareSchema(db: Database, config: CertConfig, { snapshot, onRow }: SchemaParts = {}): void {
  migrate(db, { migrations: allMigrations, snapshot: snapshot ?? (() => undefined) });
  db.transaction(() => {
    alignShipmentColumns(db, config);
    for (const table of alignStudentTables(db, config).rebuild) rebuildKeys(db, table, onRow);
  }).immediate();
}
