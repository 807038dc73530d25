import { z } from 'zod';
import { captchaFields } from '../captcha/captcha.contract.ts';
import { defineEndpoint } from '../http/endpoint.contract.ts';

const loose = z.unknown().optional();

/** Read by the rule: the texts and the order of its refusals are the wire's. */
export type ShipmentUpsertRequest = z.infer<typeof ShipmentUpsertRequest>;
const ShipmentUpsertRequest = z.object({
  token: loose,
  sbd: loose,
  round_id: loose,
  status: loose,
  updates: loose,
});

export type ShipmentRecord = z.infer<typeof ShipmentRecord>;
const ShipmentRecord = z.object({
  id: z.string(),
  round_id: z.string(),
  sbd: z.string(),
  status: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
  fields: z.record(z.string(), z.string().nullable()),
});

/** Every refusal is 400, the token's too. Source: upstream api/shipment.py. */
export const shipmentUpsertEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/shipment/upsert',
  access: 'public',
  request: ShipmentUpsertRequest,
  response: ShipmentRecord,
  statuses: { unauthenticated: 400, forbidden: 400, 'shipment.off': 400 },
});

export type ShipmentLookupRequest = z.infer<typeof ShipmentLookupRequest>;
const ShipmentLookupRequest = z.object({
  sbd: loose,
  round_id: loose,
  name: loose,
  dob: loose,
  phone: loose,
  ...captchaFields,
});

export type ShipmentLookupResponse = z.infer<typeof ShipmentLookupResponse>;
const ShipmentLookupResponse = z.object({
  status: z.string(),
  updated_at: z.string(),
  fields: z.record(z.string(), z.string().nullable()),
});

/** Unknown and wrong identity are one answer, 400. Source: upstream api/shipment.py. */
export const shipmentLookupEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/shipment/lookup',
  access: 'public',
  isReading: true,
  request: ShipmentLookupRequest,
  response: ShipmentLookupResponse,
  statuses: { 'shipment.none': 400, 'shipment.off': 400 },
});
