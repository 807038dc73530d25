import type { ServerResponse } from 'node:http';
import type { AuditStore } from '../audit/audit.store.ts';
import type { Caller } from '../caller.ts';
import type { GatesState } from '../gates/gates.contract.ts';
import type { Gates } from '../gates/gates.ts';
import type { Authenticate } from '../http/endpoint.ts';
import { type Announcement, createEvents, type Listener } from '../http/events.ts';
import type { Headers } from '../http/respond.ts';
import type { Log } from '../log.ts';
import { Refusal } from '../refusal.ts';
import type { PanelEvent, PanelEvents as PanelEventData, TellPanel } from './panel-events.contract.ts';

type Parts = {
  readonly authenticate: Authenticate;
  readonly auditStore: AuditStore;
  readonly gates: Gates;
  readonly log: Log;
};

const caps = { all: 64, perOwner: 4 };
/** The page listens of its own accord: an open tab must not keep an idle session alive. */
const unasked = { isPassive: true } as const;

export type PanelEvents = ReturnType<typeof createPanelEvents>;

/** The panel's event stream: the log, the gates, and what other parts tell. */
export function createPanelEvents({ authenticate, auditStore, gates, log }: Parts) {
  let size: number | null = null;
  let state: GatesState | null = null;

  /** What another process did is noticed here; our own parts tell by themselves. */
  function changes(): readonly Announcement[] {
    const [sizeBefore, stateBefore] = [size, state];
    look();
    const found: Announcement[] = [];
    if (size !== null && size !== sizeBefore) found.push(toAnnouncement('audit', { size }));
    const isFlipped =
      state?.lookup_enabled !== stateBefore?.lookup_enabled ||
      state?.download_enabled !== stateBefore?.download_enabled;
    if (state !== null && isFlipped) found.push(toAnnouncement('gates', state));
    return found;
  }

  function look(): void {
    size = auditStore.head().size;
    state = gates.state();
  }

  const events = createEvents({
    changes,
    greeting: () => {
      if (size === null) look();
      return toAnnouncement('audit', { size: size ?? 0 });
    },
    caps,
    mayStay,
    log,
  });

  /** The session may have ended, and the account with it. */
  async function mayStay({ caller }: Listener): Promise<boolean> {
    try {
      await authenticate(caller.bearer ?? '', 'viewer', caller, unasked);
      return true;
    } catch (error) {
      if (error instanceof Refusal) return false;
      throw error;
    }
  }

  /** Refuses without a session, and where too many pages listen. */
  async function join(caller: Caller, response: ServerResponse, headers: Headers): Promise<void> {
    const { userId } = await authenticate(caller.bearer ?? '', 'viewer', caller, unasked);
    if (!response.destroyed) events.join({ caller, owner: userId }, response, headers);
  }

  const tell: TellPanel = (event, data) => events.announce(toAnnouncement(event, data));

  return { join, tell, close: events.close };
}

function toAnnouncement<Event extends PanelEvent>(event: Event, data: PanelEventData[Event]): Announcement {
  return { event, dataFor: () => data };
}
