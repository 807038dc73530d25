import { z } from 'zod';
import { CertConfig } from '../config/cert-config.ts';
import { IngestOptions } from './ingest.contract.ts';

/** What the import worker is told. The database is there and of the newest format. */
export const ImportJob = z.object({
  config: CertConfig,
  databasePath: z.string(),
  path: z.string(),
  /** Where the rejected rows go; null keeps them to the report alone. */
  rejectedPath: z.string().nullable(),
  options: IngestOptions,
  actor: z.object({ userId: z.string(), email: z.string() }).nullable(),
});
export type ImportJob = Readonly<z.infer<typeof ImportJob>>;
