import { z } from 'zod';
import { defineEndpoint } from '../http/endpoint.contract.ts';

export type HealthCheck = z.infer<typeof HealthCheck>;
const HealthCheck = z.object({
  id: z.enum([
    'database',
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

/** Whether the center is fit. */
export const healthEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/health',
  access: 'viewer',
  isReading: true,
  request: z.object({
    token: z
      .unknown()
      .optional()
      .transform((value) => (typeof value === 'string' ? value : '')),
  }),
  response: HealthReport,
});
