import { join } from 'node:path';
import type { Clock } from '../clock.ts';
import type { CertConfig } from '../config/cert-config.ts';
import { closeDatabase, openDatabase } from '../db/open-database.ts';
import { prepareSchema } from '../opening/schema.store.ts';

/** PLACEHOLDER until opening/ lands */
export function prepareDatabase(folder: string, config: CertConfig, _clock: Clock) {
  const path = join(folder, 'data', 'portal.db');
  const db = openDatabase(path);
  prepareSchema(db, config);
  closeDatabase(db);
  return { path, release: () => undefined };
}
