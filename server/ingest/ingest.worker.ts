import { systemClock } from '../clock.ts';
import type { CertConfig } from '../config/cert-config.ts';
import { openDatabase } from '../db/open-database.ts';
import { serveWorker } from '../jobs/run-in-worker.ts';
import { createLog } from '../log.ts';
import { Refusal } from '../refusal.ts';
import { importList } from './import-list.ts';
import { ImportJob } from './import-job.ts';
import type { GlyphCheck } from './ingest.ts';

serveWorker(async (data, { progress, throwIfStopped }) => {
  const { config, databasePath, root, ...file } = ImportJob.parse(data);
  const log = createLog((line) => process.stderr.write(`${line}\n`), systemClock.now);
  const db = openDatabase(databasePath);
  try {
    const onProgress = (rows: number): void => {
      throwIfStopped();
      progress(rows);
    };
    const missingGlyphs = root === null ? null : await glyphCheck(config, root);
    const parts = { db, config, clock: systemClock, log, onProgress, ...(missingGlyphs && { missingGlyphs }) };
    const report = importList(parts, file);
    // Here and not at the next commit of the server, which kiosks would wait for.
    db.pragma('wal_checkpoint(PASSIVE)');
    return report;
  } finally {
    db.close();
  }
});

/** Null where a font cannot be used: that is told elsewhere, and keeps no list from being read. */
async function glyphCheck(config: CertConfig, root: string): Promise<GlyphCheck | null> {
  const { createCertificates } = await import('../certificates/certificates.ts');
  const log = createLog(() => undefined, systemClock.now);
  const signingKeys = { sign: () => Promise.reject(new Error('an import signs nothing')) };
  const parts = { config, root, signingKeys, publicBaseUrl: () => '', clock: systemClock, log };
  const { missingGlyphs } = createCertificates(parts);
  const check: GlyphCheck = (row) => {
    try {
      return missingGlyphs(row);
    } catch (error) {
      if (error instanceof Refusal && error.code === 'certificate.value-too-long') return [];
      throw error;
    }
  };
  try {
    missingGlyphs({});
    return check;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
