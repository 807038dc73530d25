import type { ServerResponse } from 'node:http';
import type { Caller } from '../caller.ts';
import { type Announcement, createEvents } from '../http/events.ts';
import type { Headers } from '../http/respond.ts';
import type { Log } from '../log.ts';
import type { Portal } from './portal.ts';

type Parts = { readonly portal: Portal; readonly log: Log };

const caps = { all: 512, perOwner: 8 };

/** Tells open pages of a flipped gate, a message, a planned opening within a second, whichever process made it so. */
export function createPortalEvents({ portal, log }: Parts) {
  let told: string | null = null;

  function changes(): readonly Announcement[] {
    const now = JSON.stringify(portal.gatesInfo());
    const before = told;
    told = now;
    return before === null || before === now ? [] : [{ event: 'gates', dataFor: portal.info }];
  }

  const { join, tell, count, close } = createEvents({
    changes,
    greeting: () => {
      told ??= JSON.stringify(portal.gatesInfo());
      return { event: 'portal', dataFor: portal.info };
    },
    caps,
    log,
  });

  /** Anyone may listen; the PC itself without a cap. */
  function joinAsPage(caller: Caller, response: ServerResponse, headers: Headers): void {
    join({ caller, owner: caller.isThisPc ? null : caller.address }, response, headers);
  }

  return { join: joinAsPage, tell, count, close };
}
