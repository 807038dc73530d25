import { z } from 'zod';
import { defineEndpoint } from '../http/endpoint.contract.ts';

const Asked = z.object({
  token: z
    .unknown()
    .optional()
    .transform((value) => (typeof value === 'string' ? value : '')),
});

export type ClockState = z.infer<typeof ClockState>;
const ClockState = z.object({
  /** The time the center works by, and what the PC's clock says; instants. */
  now: z.string(),
  pc: z.string(),
  /** Null while the PC's clock is plausible. */
  jumped: z.object({ direction: z.enum(['back', 'ahead']), by_seconds: z.number() }).nullable(),
  /** The caller sits at the PC itself, where the time can be confirmed. */
  can_confirm: z.boolean(),
});

/** Whether the PC's clock jumped. */
export const clockEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/clock',
  access: 'viewer',
  isReading: true,
  isPassive: true,
  request: Asked,
  response: ClockState,
});

/** "The PC's clock is right now": the center goes by it again. Only at the PC itself. Who is signed in signs in anew. */
export const clockConfirmEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/clock/confirm',
  access: 'super-admin',
  isSensitive: true,
  request: Asked,
  response: ClockState,
});
