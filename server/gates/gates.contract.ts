import { z } from 'zod';
import { defineEndpoint } from '../http/endpoint.contract.ts';

export type GatesState = z.infer<typeof GatesState>;
export const GatesState = z.object({ lookup_enabled: z.boolean(), download_enabled: z.boolean() });

/** Hours and minutes of the center's own day, `08:00`; an end may be `24:00`. */
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, { error: 'a time is written as 08:00' });

export type OpenSpan = z.infer<typeof OpenSpan>;
const OpenSpan = z
  .object({ from: timeOfDay, to: timeOfDay })
  .refine(({ from, to }) => from < to, { error: 'the end of an opening must come after its beginning' });

/** In the order of the day, none beginning before the one before it has ended. */
const daySpans = z
  .array(OpenSpan)
  .max(6, { error: 'at most 6 openings a day' })
  .refine((spans) => spans.every(({ from }, index) => index === 0 || from >= (spans[index - 1]?.to ?? '')), {
    error: 'openings of a day must not overlap',
  });

/** A date that no calendar has is moved into the next month, or is none at all. */
function isDate(date: string): boolean {
  const time = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(date);
}

const dateOfYear = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, { error: 'a date is written as 2026-11-24' })
  .refine((date) => isDate(date), {
    error: 'there is no such date',
  });

export type GatesSchedule = z.infer<typeof GatesSchedule>;
export const GatesSchedule = z.object({
  is_on: z.boolean(),
  /** An opening opens the download too; a closing always closes both. */
  opens_download: z.boolean(),
  /** Monday first. */
  week: z.array(daySpans).length(7, { error: 'a week has 7 days' }),
  /** Days that go by their own hours; none: closed all day. */
  exceptions: z
    .array(z.object({ date: dateOfYear, spans: daySpans }))
    .max(100, { error: 'at most 100 exceptions' })
    .refine((all) => new Set(all.map(({ date }) => date)).size === all.length, { error: 'two exceptions for one day' }),
});

export type GatesMessage = z.infer<typeof GatesMessage>;
const messageText = z.string().trim().max(200, { error: 'a message has at most 200 characters' });
/** Empty where nothing is to be said in that language. */
export const GatesMessage = z.object({ vi: messageText, en: messageText });

const token = z
  .unknown()
  .optional()
  .transform((value) => (typeof value === 'string' ? value : ''));

export const featuresEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/features',
  access: 'super-admin',
  isReading: true,
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

export type GatesOverview = z.infer<typeof GatesOverview>;
const GatesOverview = GatesState.extend({
  schedule: GatesSchedule,
  message: GatesMessage,
  /** What the schedule does next, as an instant; null where it is off or holds nothing. */
  next_change: z.object({ at: z.string(), opens: z.boolean() }).nullable(),
  /** When the lookup opens next; null where that is open, or not planned. */
  next_opening: z.string().nullable(),
  /** Pages of students that are open now, on kiosks and phones. */
  open_pages: z.number(),
});

/** All that the page of the gates shows. */
export const gatesOverviewEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/gates/schedule',
  access: 'super-admin',
  isReading: true,
  isPassive: true,
  request: z.object({ token }),
  response: GatesOverview,
});

export type ScheduleSetRequest = z.infer<typeof ScheduleSetRequest>;
const ScheduleSetRequest = z.object({ token, schedule: GatesSchedule });

/** Saves the schedule. It acts from its next change on: what is open or closed now stays until then. */
export const gatesScheduleEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/gates/schedule/set',
  access: 'super-admin',
  request: ScheduleSetRequest,
  response: GatesOverview,
});

export type MessageSetRequest = z.infer<typeof MessageSetRequest>;
const MessageSetRequest = z.object({ token, message: GatesMessage });

/** What students read while the lookup is closed; both texts empty takes it away. */
export const gatesMessageEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/admin/gates/message',
  access: 'super-admin',
  request: MessageSetRequest,
  response: GatesOverview,
});
