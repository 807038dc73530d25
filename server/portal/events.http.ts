import { type Announcement, createEvents, type Events } from '../http/events.ts';
import type { Log } from '../log.ts';
import type { Portal } from './portal.ts';

type Parts = { readonly portal: Portal; readonly log: Log };

/** Tells open pages of a flipped gate, a message, a planned opening within a second, whichever process made it so. */
export function createPortalEvents({ portal, log }: Parts): Events {
  let told: string | null = null;

  function changes(): readonly Announcement[] {
    const now = JSON.stringify(portal.gatesInfo());
    const before = told;
    told = now;
    return before === null || before === now ? [] : [{ event: 'gates', dataFor: portal.info }];
  }

  return createEvents({
    changes,
    greeting: () => {
      told ??= JSON.stringify(portal.gatesInfo());
      return { event: 'portal', dataFor: portal.info };
    },
    log,
  });
}
