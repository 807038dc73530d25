import { z } from 'zod';
import { GatesState } from '../gates/gates.contract.ts';
import { defineEndpoint } from '../http/endpoint.contract.ts';

/**
 * What a page may know of the center: never a path or a secret. Also written into each page as
 * `<script type="application/json" id="portal">`. Colours are null where the config does not name them: the page then
 * takes the product's own. `subjects[].label` follows the locale.
 */
export type PortalInfo = z.infer<typeof PortalInfo>;
/** What a student is asked for. */
export type SearchMode = PortalInfo['mode'];
export const PortalInfo = z.object({
  name: z.string(),
  slug: z.string(),
  locale: z.enum(['vi', 'en']),
  branding: z.object({
    logo_url: z.string().nullable(),
    primary_color: z.string().nullable(),
    accent_color: z.string().nullable(),
  }),
  mode: z.enum(['name_dob_captcha', 'name_sbd_captcha', 'sbd_phone']),
  rounds: z.array(z.object({ id: z.string(), label: z.string() })),
  subjects: z.array(z.object({ code: z.string(), label: z.string(), vi: z.string(), en: z.string() })),
  qr_verify: z.boolean(),
  /** How staff sign in. */
  auth_mode: z.enum(['password', 'otp_email', 'magic_link']),
  gates: GatesState.extend({
    /** What staff tell students while the lookup is closed; null until they write it. */
    message: z.object({ vi: z.string(), en: z.string() }).nullable(),
    /** Instant of the next opening, null where none is planned. */
    next_opening: z.string().nullable(),
  }),
  kiosk: z.object({
    keyboard: z.enum(['auto', 'always', 'never']),
    download: z.boolean(),
    /** This page runs in the PC's own browser or window (loopback). */
    is_this_pc: z.boolean(),
    /** Staff can open the search with their PIN here. */
    staff_pin: z.boolean(),
    /** The program's own kiosk window: no sum is asked here. */
    is_trusted: z.boolean().optional(),
  }),
  contact: z.object({ phone: z.string().nullable(), hours: z.string().nullable(), desk: z.string().nullable() }),
  /** The center is being opened (migration, adoption): share done 0..1, null where unknown. Null once open. */
  preparing: z.object({ step: z.string(), done: z.number().nullable() }).nullable(),
});

export const portalEndpoint = defineEndpoint({
  method: 'get',
  path: '/api/portal',
  access: 'public',
  request: z.object({}),
  response: PortalInfo,
});

/** Server-Sent Events: `gates` and `portal`, each with the new `PortalInfo` as data. */
export const eventsPath = '/api/events';
