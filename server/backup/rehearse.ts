import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { configFileName, loadConfig } from '../config/load-config.ts';
import { Refusal } from '../refusal.ts';
import { databaseName } from './contents.ts';
import { takeOutBackup } from './inspect-backup.ts';
import type { Manifest } from './manifest.ts';
import { rehearseRecords } from './rehearsal.store.ts';

type Parts = Parameters<typeof takeOutBackup>[0];
export type Rehearsal = { readonly manifest: Manifest; readonly records: number; readonly changed: number };

/**
 * Restores a backup into the folder `into`, opens it as a start does, compares and counts everything, and removes it
 * again. Refuses as `takeOutBackup`.
 */
export async function rehearseBackup(parts: Parts): Promise<Rehearsal> {
  const { into } = parts;
  try {
    const manifest = await takeOutBackup(parts);
    const config = loadConfig(join(into, configFileName));
    const { records, changed, isForged, isFound } = rehearseRecords(join(into, databaseName), config);
    if (isForged || !isFound) {
      const why = isForged ? 'its digests are not what was signed' : 'its students are not found';
      throw new Refusal('unprocessable', 'backup.damaged', `the backup is damaged: ${why}`, { why });
    }
    return { manifest, records, changed };
  } finally {
    rmSync(into, { recursive: true, force: true });
  }
}
