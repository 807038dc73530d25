import { z } from 'zod';
import { defineEndpoint } from '../http/endpoint.contract.ts';

const token = z
  .unknown()
  .optional()
  .transform((value) => (typeof value === 'string' ? value : ''));

export type LanState = z.infer<typeof LanState>;
export const LanState = z.object({
  /** The host was given by hand at the start (`--host`, HOST): the switch has no say. */
  is_fixed: z.boolean(),
  is_on: z.boolean(),
  is_panel_on: z.boolean(),
  /** PANEL_ON_LAN says so. */
  is_panel_fixed: z.boolean(),
  /** What is listened on beside this PC itself. */
  bound: z.object({ address: z.string(), port: z.number() }).nullable(),
  /** What others type and codes carry; null while only this PC gets in. */
  url: z.string().nullable(),
  /** Where it is on and nobody gets in: no card has an address, or the system refused. */
  trouble: z.enum(['no-network', 'refused']).nullable(),
  /** The name that others may type instead of the address. */
  name: z.object({
    host: z.string(),
    /** null while nobody answers to it. */
    url: z.string().nullable(),
    /** Another machine answers to it, another program has the port of multicast DNS, or the card does none. */
    trouble: z.enum(['taken', 'port-taken', 'refused']).nullable(),
    /** The address of that other machine. */
    taken_by: z.string().nullable(),
    /** A name, without `.local`, to take instead. */
    proposal: z.string(),
  }),
  /** The port of this PC's own pages: another one is bound where it is taken on the network. */
  wanted_port: z.number(),
  cards: z.array(z.object({ name: z.string(), address: z.string() })),
  /** The card that staff chose; null: the likeliest. */
  card: z.string().nullable(),
  /** The poster made last. */
  poster: z.object({ url: z.string(), at: z.string(), wifi: z.string() }).nullable(),
  platform: z.enum(['windows', 'mac', 'linux']),
});

/** How others reach this center. */
export const lanEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/lan',
  access: 'super-admin',
  isPassive: true,
  request: z.object({ token }),
  response: LanState,
});

export type LanSwitchRequest = z.infer<typeof lanSwitchEndpoint.request>;
/** Done when the network is listened on, or no more. */
export const lanSwitchEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/lan/switch',
  access: 'super-admin',
  request: z.object({
    token,
    is_on: z.boolean(),
    is_panel_on: z.boolean(),
    card: z.string().max(200).nullable(),
  }),
  response: LanState,
});

export type LanNameRequest = z.infer<typeof lanNameEndpoint.request>;
/** Another name, without `.local`. Done when it is answered to, or something is in its way. */
export const lanNameEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/lan/name',
  access: 'super-admin',
  request: z.object({
    token,
    name: z
      .string()
      .trim()
      .toLowerCase()
      .regex(/^[a-z0-9]([a-z0-9-]{0,58}[a-z0-9])?$/, {
        error: 'a name is letters a to z, digits and hyphens, 60 at most, with no hyphen at an end',
      }),
  }),
  response: LanState,
});

/** Asks the address from this PC, as a visitor would. */
export const lanTestEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/lan/test',
  access: 'super-admin',
  request: z.object({ token }),
  response: z.object({ url: z.string(), is_answered: z.boolean(), ms: z.number() }),
});

export type LanPosterRequest = z.infer<typeof lanPosterEndpoint.request>;
/** An A4 page to put on the wall, as PDF. */
export const lanPosterEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/lan/poster',
  access: 'super-admin',
  request: z.object({
    token,
    locale: z.enum(['vi', 'en']),
    wifi: z.string().trim().max(64, { error: 'the name of a Wi-Fi has at most 64 characters' }),
  }),
  response: z.never(),
});
