import { z } from 'zod';
import { defineEndpoint } from '../http/endpoint.contract.ts';

const counts = { looked_up: z.number(), downloaded: z.number(), failed: z.number() };

export type StudentCounts = z.infer<typeof StudentCounts>;
/** Found students, certificates fetched, searches that found nobody or ended in a fault. */
const StudentCounts = z.object(counts);

export type TodayResponse = z.infer<typeof TodayResponse>;
const TodayResponse = z.object({
  total: StudentCounts,
  /** The hours of the day at which anything happened, 0 to 23, in order. */
  hours: z.array(z.object({ hour: z.number(), ...counts })),
  requests: z.object({ waiting: z.number(), oldest_at: z.string().nullable() }),
  /** Where students and other PCs come in; only this PC can where it is not on the network. */
  address: z.object({ url: z.string(), name_url: z.string().nullable(), is_on_network: z.boolean() }),
  open_pages: z.number(),
  next_change: z.object({ at: z.string(), opens: z.boolean() }).nullable(),
});

/** How the day goes. */
export const todayEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/today',
  access: 'viewer',
  isReading: true,
  isPassive: true,
  request: z.object({
    token: z
      .unknown()
      .optional()
      .transform((value) => (typeof value === 'string' ? value : '')),
  }),
  response: TodayResponse,
});
