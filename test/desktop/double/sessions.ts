import type Electron from 'electron';
import { EventEmitter } from 'node:events';
import { chromium } from './browser.ts';
import { strict } from './strict.ts';

type Check = NonNullable<Parameters<Electron.Session['setPermissionCheckHandler']>[0]>;
type Request = NonNullable<Parameters<Electron.Session['setPermissionRequestHandler']>[0]>;

/** As the page names a permission, and as main is asked for it. */
const permissions = [
  ['camera', 'media'],
  ['microphone', 'media'],
  ['geolocation', 'geolocation'],
  ['notifications', 'notifications'],
  ['clipboard-read', 'clipboard-read'],
] as const;
const byPartition = new Map<string, ReturnType<typeof makeSession>>();

function makeSession(partition: string) {
  let check: Check = () => true;
  let request: Request | null = null;
  let context: Promise<string | undefined> | undefined;

  /** The profile of the pages in this session: Chromium's own, or one that is not kept. */
  async function contextId(): Promise<string | undefined> {
    if (partition === '') return undefined;
    context ??= chromium()
      .then(({ root }) => root.send('Target.createBrowserContext'))
      .then(({ browserContextId }) => browserContextId);
    return context;
  }

  const withContext = async () => {
    const browserContextId = await contextId();
    return browserContextId === undefined ? {} : { browserContextId };
  };

  /** Asks main's handlers beforehand and tells Chromium the outcome, so that the page meets it. */
  async function apply(contents: Electron.WebContents, url: string): Promise<void> {
    const { origin } = new URL(url);
    if (origin === 'null') return;
    const { root } = await chromium();
    for (const [name, permission] of permissions) {
      const details = { requestingUrl: url, isMainFrame: true };
      const kind = name === 'camera' ? 'video' : 'audio';
      const isMedia = permission === 'media';
      let isGranted = check(contents, permission, origin, isMedia ? { ...details, mediaType: kind } : details);
      const asked = isMedia ? { ...details, mediaTypes: [kind] as ('video' | 'audio')[] } : details;
      if (isGranted) request?.(contents, permission, (answer) => (isGranted = answer), asked);
      const told = { permission: { name }, setting: isGranted ? 'granted' : 'denied', origin } as const;
      // A permission that this Chromium does not know cannot be granted either.
      await root.send('Browser.setPermission', { ...told, ...(await withContext()) }).catch(() => undefined);
    }
  }

  const cookies = {
    async set({ url, name = '', value = '', httpOnly = false, sameSite }: Electron.CookiesSetDetails): Promise<void> {
      const { root } = await chromium();
      const strictness = sameSite === 'strict' ? ('Strict' as const) : ('Lax' as const);
      await root.send('Storage.setCookies', {
        cookies: [{ url, name, value, httpOnly, sameSite: strictness }],
        ...(await withContext()),
      });
    },
  };

  const own = {
    setPermissionCheckHandler: (handler: Check | null) => {
      check = handler ?? (() => true);
    },
    setPermissionRequestHandler: (handler: Request | null) => {
      request = handler;
    },
    cookies: strict('cookies', cookies),
  };
  own satisfies Pick<Electron.Session, 'setPermissionCheckHandler' | 'setPermissionRequestHandler'>;
  cookies satisfies Pick<Electron.Cookies, 'set'>;
  return strict('session', Object.assign(new EventEmitter(), own, { apply, contextId }));
}

function fromPartition(partition: string) {
  const known = byPartition.get(partition) ?? makeSession(partition);
  byPartition.set(partition, known);
  return known;
}

export type OwnSession = ReturnType<typeof makeSession>;
export const session = strict('session', { defaultSession: fromPartition(''), fromPartition });
