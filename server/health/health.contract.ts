import { z } from 'zod';
import { defineEndpoint } from '../http/endpoint.contract.ts';
import { JobState } from '../jobs/jobs.contract.ts';

export type HealthCheck = z.infer<typeof HealthCheck>;
const HealthCheck = z.object({
  id: z.enum([
    'database',
    'audit',
    'key',
    'template',
    'settings',
    'mail',
    'rights',
    'place',
    'disk',
    'clock',
    'address',
    'backup',
    'backup-copy',
    'rehearsal',
  ]),
  level: z.enum(['ok', 'warn', 'bad']),
  /** What the sentence of the check needs: numbers, never a path or a secret. */
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
});

export type HealthReport = z.infer<typeof HealthReport>;
const HealthReport = z.object({
  checked_at: z.string(),
  /** Whole minutes since this center was opened. */
  up_minutes: z.number(),
  /** Worst first. */
  checks: z.array(HealthCheck),
});

const token = z
  .unknown()
  .optional()
  .transform((value) => (typeof value === 'string' ? value : ''));

/** Whether the center is fit. */
export const healthEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/health',
  access: 'viewer',
  isReading: true,
  isPassive: true,
  request: z.object({ token }),
  response: HealthReport,
});

export type GlyphReport = z.infer<typeof GlyphReport>;
const GlyphReport = z.object({
  at: z.string(),
  /** Rows that were looked at. */
  checked: z.int(),
  /** Rows with a character that the font of a field lacks. */
  count: z.int(),
  /** The first 500 characters. */
  rows: z.array(
    z.object({
      round_id: z.string(),
      sbd: z.string(),
      field: z.string(),
      font: z.string(),
      character: z.string(),
    }),
  ),
});

export type GlyphState = z.infer<typeof GlyphState>;
const GlyphState = z.object({
  /** What runs or ran last; null before the first, and some time after the last. */
  job: JobState.nullable(),
  /** Null where none has come to its end since the program was started. */
  report: GlyphReport.nullable(),
});

/** Whose certificates cannot be drawn for want of a character. */
export const glyphsEndpoint = defineEndpoint({
  method: 'get',
  path: '/api/admin/health/glyphs',
  access: 'viewer',
  // Pages ask of their own accord while one runs.
  isPassive: true,
  request: z.object({}),
  response: GlyphState,
});

/** Begins to look at every row of the list, as a job. */
export const checkGlyphsEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/health/glyphs/check',
  access: 'admin',
  isReading: true,
  request: z.object({}),
  response: JobState,
});

/** A text for whoever helps from afar, with nobody's data and no secret in it. */
export const diagnosticsEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/health/diagnostics',
  access: 'admin',
  isReading: true,
  request: z.object({ token }),
  response: z.never(),
});
