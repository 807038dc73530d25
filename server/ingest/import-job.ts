import { z } from 'zod';
import { CertConfig } from '../config/cert-config.ts';
import { IngestOptions } from './ingest.contract.ts';

const Actor = z.object({ userId: z.string(), email: z.string() });

/** What the import worker is told. The database is there and of the newest format. */
export const ImportJob = z.object({
  config: CertConfig,
  databasePath: z.string(),
  path: z.string(),
  /** Where the rejected rows go; null keeps them to the report alone. */
  rejectedPath: z.string().nullable(),
  /** The list's name where the file's is not it, as for an upload. */
  fileName: z.string(),
  /** Written by a dry run, read by the commit that follows it; null: everything is taken. */
  reviewPath: z.string().nullable(),
  /** The center folder: where it is given, characters that the fonts lack are found. */
  root: z.string().nullable(),
  options: IngestOptions,
  actor: Actor.nullable(),
});
export type ImportJob = Readonly<z.infer<typeof ImportJob>>;

/** What the worker is told that takes a written list back. */
export const UndoJob = z.object({ config: CertConfig, databasePath: z.string(), batch: z.int(), actor: Actor });
export type UndoJob = Readonly<z.infer<typeof UndoJob>>;
