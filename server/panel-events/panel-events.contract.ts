import { z } from 'zod';

/**
 * Server-sent events for the panel, read by fetch for the Bearer header. Refused with 401 without a session, with 429
 * where too many pages listen: such a page asks by itself. Ended within seconds of the session's end.
 */
export const panelEventsPath = '/api/admin/events';

/** What pages are told: that something changed, and enough to know whether it concerns them. They ask for the rest. */
export type PanelEvents = z.infer<typeof PanelEvents>;
export const PanelEvents = z.object({
  /** The log has grown to this size, or its verdict is a new one. */
  audit: z.object({ size: z.number() }),
  /** A gate was flipped, by whichever process. */
  gates: z.object({ lookup_enabled: z.boolean(), download_enabled: z.boolean() }),
  /** What every page shows of the center has changed. */
  portal: z.object({}),
  /** A job began, moved on or ended. */
  jobs: z.object({ id: z.string() }),
  /** A list was written or taken back. */
  students: z.object({}),
  /** A student's request came in or was answered. */
  requests: z.object({ waiting: z.number() }),
});

export type PanelEvent = keyof PanelEvents;

/** How a part tells every open panel; returns at once, whether anyone listens or not. */
export type TellPanel = <Event extends PanelEvent>(event: Event, data: PanelEvents[Event]) => void;
