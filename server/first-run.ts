import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { adoptFolder } from './adopt-folder.ts';
import { type RawEnvironment, readEnvironment } from './config/env.ts';
import { configFileName } from './config/load-config.ts';
import { toSlug } from './demo/starter-config.ts';
import { isMissingOrEmpty, recoverFolder } from './files/make-folder.ts';
import { leadsTo, makeStandIn, removeStandIn } from './files/stand-in-folder.ts';
import type { ApiSource } from './http/api.ts';
import { routeTable } from './http/api.ts';
import { createDoor } from './http/door.ts';
import { type CenterFace, createHttpServer, type HttpServerParts } from './http/http-server.ts';
import type { Locale } from './i18n/translate.ts';
import { requireOwnPlace } from './opening/own-disk.ts';
import { Refusal } from './refusal.ts';
import { notSetUp } from './setup/desk.ts';
import { setupRoutes } from './setup/setup.http.ts';
import type { Way } from './setup/setup.contract.ts';
import { createSetup, type Makers } from './setup/setup.ts';
import { writeKeyPair } from './verify/key-files.ts';

type Parts = Pick<
  HttpServerParts,
  'pagesFolder' | 'addresses' | 'hostName' | 'host' | 'clock' | 'random' | 'log' | 'onFatal'
> & {
  /** The folder that becomes the center. */
  readonly root: string;
  readonly outside: RawEnvironment;
  readonly locale: Locale;
  readonly homeFolder: string;
};

export type FirstRun = ReturnType<typeof openFirstRun>;

/** The program before it has a center: one page, for the PC itself, that makes one. Everyone else finds it closed. */
export function openFirstRun(parts: Parts) {
  const { root, locale, homeFolder, log } = parts;
  const stopping = new AbortController();
  const { promise: made, resolve: onMade } = Promise.withResolvers<Way>();
  const setup = createSetup({
    place: root,
    obstacle: () => findObstacle(root),
    makers: createMakers(parts, stopping.signal),
    ...{ locale, homeFolder, onMade, log },
  });
  const door = createDoor<CenterFace>();
  const server = createHttpServer({
    ...parts,
    door,
    allowedOrigins: undefined,
    publicBaseUrl: undefined,
    trustProxyHeaders: false,
    forceHsts: false,
  });
  door.open(closedFace({ routes: routeTable(setupRoutes({ setup })) }));

  async function close(): Promise<void> {
    stopping.abort();
    await server.close();
  }

  return { listen: server.listen, made, close };
}

function closedFace({ routes }: Pick<ApiSource, 'routes'>): CenterFace {
  return {
    routes,
    streams: new Map(),
    authenticate: () => Promise.reject(new Refusal('unauthenticated', 'auth.token-missing', 'admin token is required')),
    requirePanel: () => undefined,
    whenWritable: () => Promise.resolve(),
    requireReady: ({ isThisPc }) => {
      if (!isThisPc) throw notSetUp();
    },
    detour: (path, { isAtDesk }) => {
      if (!isAtDesk) return { shut: 'not-set-up' };
      return path === '/setup' ? null : { to: '/setup' };
    },
    pageData: () => ({}),
    endStreams: () => undefined,
  };
}

function createMakers({ root, outside, clock, log }: Parts, signal: AbortSignal): Makers {
  const making = { environment: outside, writeKeyPair };
  /** Looked at before anything is made: the start would refuse it only afterwards. */
  const clearPlace = () => {
    requireOwnPlace(root, outside);
    removeStandIn(root);
  };
  return {
    demo: async (onStep) => {
      const { ensureDemoCenter } = await import('./demo/make-demo-center.ts');
      clearPlace();
      await ensureDemoCenter(root, { ...making, clock, log, onStep });
    },
    empty: async ({ name, locale }, onStep) => {
      const { makeEmptyCenter } = await import('./demo/make-empty-center.ts');
      clearPlace();
      await makeEmptyCenter(root, { name, slug: toSlug(name), locale }, { ...making, onStep });
    },
    adopt: async (folder, tell) => {
      await adoptFolder(folder, { outside, clock, log, signal, onProgress: ({ step, rows }) => tell(step, rows) });
      makeStandIn(root, folder);
    },
    restore: async ({ file, identity }, tell, confirm) => {
      const { restoreIntoNew } = await import('./backup/restore-new.ts');
      clearPlace();
      await restoreIntoNew(root, {
        ...{ path: file, identity, clock, log, signal },
        progress: (percent) => tell('unpacking', percent),
        confirm: async ({ center: { name }, made_at, counts }) => {
          await Promise.race([confirm({ name, made_at, ...counts }), aborted(signal)]);
          tell('files');
        },
      });
    },
  };
}

/** Rejects when the program ends: what was opened is not left behind. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('the program ends')), { once: true });
  });
}

function findObstacle(root: string) {
  const target = leadsTo(root);
  if (target !== null) return { kind: 'lost', folder: target } as const;
  return isMissingOrEmpty(root) ? null : ({ kind: 'not-empty', folder: root } as const);
}

/**
 * Whether a start with `--setup` finds nothing to open. Records without a config are a center that lost it, which the
 * usual start has the words for. Refuses (ConfigError) an environment that no center could use. */
export function needsFirstRun(root: string, outside: RawEnvironment): boolean {
  recoverFolder(root, configFileName);
  if ([configFileName, join('data', 'portal.db')].some((name) => existsSync(join(root, name)))) return false;
  readEnvironment(root, outside);
  return true;
}
