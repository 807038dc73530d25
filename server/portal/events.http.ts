import type { ServerResponse } from 'node:http';
import type { Caller } from '../caller.ts';
import { type Announcement, createEvents } from '../http/events.ts';
import type { Headers } from '../http/respond.ts';
import type { Log } from '../log.ts';
import type { Portal } from './portal.ts';

type Parts = { readonly portal: Portal; readonly log: Log };

const caps = { all: 512, perOwner: 8 };

/** Tells open pages within a second of a flipped gate, a message, a planned opening, a PIN, whoever made it so. */
export function createPortalEvents({ portal, log }: Parts) {
  const watched = { gates: portal.gatesInfo, portal: portal.kioskInfo };
  const told = new Map<string, string>();

  function changes(): readonly Announcement[] {
    return Object.entries(watched).flatMap(([event, ask]) => {
      const now = JSON.stringify(ask());
      const before = told.get(event);
      told.set(event, now);
      return before === undefined || before === now ? [] : [{ event, dataFor: portal.info }];
    });
  }

  const { join, tell, count, hears, close } = createEvents({
    changes,
    greeting: () => {
      if (told.size === 0) changes();
      return { event: 'portal', dataFor: portal.info };
    },
    caps,
    log,
  });

  /** Anyone may listen; the PC itself without a cap. */
  function joinAsPage(caller: Caller, response: ServerResponse, headers: Headers): void {
    join({ caller, owner: caller.isThisPc ? null : caller.address }, response, headers);
  }

  /** The kiosk window of this PC's own program shows a page now. */
  function isKioskOpen(): boolean {
    return hears(({ isOwnWindow }) => isOwnWindow === true);
  }

  return { join: joinAsPage, tell, count, isKioskOpen, close };
}
