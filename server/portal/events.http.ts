import type { GatesState } from '../gates/gates.contract.ts';
import type { Gates } from '../gates/gates.ts';
import { type Announcement, createEvents, type Events } from '../http/events.ts';
import type { Log } from '../log.ts';
import type { Portal } from './portal.ts';

type Parts = { readonly portal: Portal; readonly gates: Gates; readonly log: Log };

/** Tells open pages of a flipped gate within a second, whichever process flipped it. */
export function createPortalEvents({ portal, gates, log }: Parts): Events {
  let told: GatesState | null = null;

  function changes(): readonly Announcement[] {
    const now = gates.state();
    const before = told;
    told = now;
    const isSame = before?.lookup_enabled === now.lookup_enabled && before.download_enabled === now.download_enabled;
    return before === null || isSame ? [] : [{ event: 'gates', dataFor: portal.info }];
  }

  return createEvents({
    changes,
    greeting: () => {
      told ??= gates.state();
      return { event: 'portal', dataFor: portal.info };
    },
    log,
  });
}
