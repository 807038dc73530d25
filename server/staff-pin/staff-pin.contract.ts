import { z } from 'zod';
import { defineEndpoint } from '../http/endpoint.contract.ts';

const token = z
  .unknown()
  .optional()
  .transform((value) => (typeof value === 'string' ? value : ''));

export type PinState = z.infer<typeof PinState>;
const PinState = z.object({ is_set: z.boolean() });

/** Whether a staff PIN is set; the PIN itself is never told. */
export const pinStateEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/pin/state',
  access: 'super-admin',
  isReading: true,
  request: z.object({ token }),
  response: PinState,
});

export type PinSetRequest = z.infer<typeof PinSetRequest>;
const PinSetRequest = z.object({
  token,
  pin: z
    .string()
    .trim()
    .regex(/^\d{6,12}$/, { error: 'a PIN has 6 to 12 digits' })
    .nullable(),
});

/** Sets the staff PIN; null takes it away. */
export const pinSetEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/pin',
  access: 'super-admin',
  request: PinSetRequest,
  response: PinState,
});

/** The member of a student request that stands for a sum: staff at the kiosk have looked at who asks. */
export const staffPinField = {
  staff_pin: z
    .union([z.string(), z.number().transform(String)])
    .optional()
    .catch(undefined)
    .transform((pin) => pin?.trim() ?? ''),
};
