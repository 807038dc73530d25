import { z } from 'zod';
import { defineEndpoint } from '../http/endpoint.contract.ts';

const loose = z.unknown().optional();

/** Read by the rule: the texts and the order of its refusals are the wire's. */
export type AdminListRequest = z.infer<typeof AdminListRequest>;
const AdminListRequest = z.object({ name: loose, sbd: loose, dob: loose, phone: loose, round_id: loose });

export type AdminListResponse = z.infer<typeof AdminListResponse>;
const AdminListResponse = z.object({
  total: z.number(),
  truncated: z.boolean(),
  rows: z.array(
    z.object({
      sbd: z.string(),
      name: z.string(),
      round_id: z.string(),
      round_label: z.string(),
      fields: z.record(z.string(), z.string()),
    }),
  ),
});

/** A token that does not hold is 400 here. Source: upstream api/admin_list.py. */
export const adminListEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/list',
  access: 'viewer',
  isReading: true,
  request: AdminListRequest,
  response: AdminListResponse,
  statuses: { unauthenticated: 400 },
});

export type AdminUpdateRequest = z.infer<typeof AdminUpdateRequest>;
const AdminUpdateRequest = z.object({ sbd: loose, round_id: loose, column: loose, new_value: loose });

export type AdminUpdateResponse = z.infer<typeof AdminUpdateResponse>;
const AdminUpdateResponse = z.object({
  sbd: z.string(),
  column: z.string(),
  old_value: z.string(),
  new_value: z.string(),
  changed: z.boolean(),
});

/** Upstream has the handler and no route. A role that may not is 400 here too. Source: upstream api/admin_update.py. */
export const adminUpdateEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/update',
  access: 'admin',
  request: AdminUpdateRequest,
  response: AdminUpdateResponse,
  statuses: { unauthenticated: 400, 'auth.role': 400, 'not-found': 400 },
});
