import { z } from 'zod';
import { defineEndpoint } from '../http/endpoint.contract.ts';

export const JobKind = z.enum([
  'import.review',
  'import.commit',
  'import.undo',
  'backup.make',
  'backup.stage',
  'backup.restore',
  'backup.copy',
  'backup.rehearse',
  'health.glyphs',
]);
export type JobKind = z.infer<typeof JobKind>;

/** Why a job ended without its result; the code finds the page's words, the facts fill them. */
const JobProblem = z.object({
  code: z.string(),
  error: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string()).readonly()])),
});

/** Long work off the main thread. `total` is null while it is not known how much there is. */
export const JobState = z.object({
  id: z.string(),
  kind: JobKind,
  /** What it works on, such as the name of a file. */
  label: z.string(),
  /** The import it belongs to. */
  subject: z.string(),
  status: z.enum(['running', 'done', 'failed', 'cancelled']),
  done: z.int(),
  total: z.int().nullable(),
  started_at: z.string(),
  problem: JobProblem.nullable(),
});
export type JobState = Readonly<z.infer<typeof JobState>>;

/** What runs, and what ended within the last hour. */
export const jobsEndpoint = defineEndpoint({
  method: 'get',
  path: '/api/admin/jobs',
  access: 'admin',
  // Pages ask every few seconds of their own accord.
  isPassive: true,
  request: z.object({}),
  response: z.object({ jobs: z.array(JobState) }),
});

/** Ends a running job with nothing changed; one that ended by itself stays as it is. Refuses `job.unknown`. */
export const cancelJobEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/jobs/cancel',
  access: 'admin',
  isReading: true,
  request: z.object({ id: z.string() }),
  response: JobState,
});
