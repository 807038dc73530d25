import { z } from 'zod';
import { defineEndpoint } from '../http/endpoint.contract.ts';

export type GatesState = z.infer<typeof GatesState>;
export const GatesState = z.object({ lookup_enabled: z.boolean(), download_enabled: z.boolean() });

const token = z
  .unknown()
  .optional()
  .transform((value) => (typeof value === 'string' ? value : ''));

export const featuresEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/features',
  access: 'super-admin',
  request: z.object({ token }),
  response: GatesState,
});

const flag = (name: string) => z.boolean({ error: `${name} must be true or false` });

export type FeaturesUpdateRequest = z.infer<typeof FeaturesUpdateRequest>;
const FeaturesUpdateRequest = z.object({
  token,
  lookup_enabled: flag('lookup_enabled'),
  download_enabled: flag('download_enabled'),
});

export const featuresUpdateEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/features/update',
  access: 'super-admin',
  request: FeaturesUpdateRequest,
  response: GatesState,
});
