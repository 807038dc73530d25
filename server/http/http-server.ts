import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../clock.ts';
import type { Locale } from '../i18n/translate.ts';
import type { Log } from '../log.ts';
import { type Random, randomText } from '../random.ts';
import { type ApiSource, createApi } from './api.ts';
import { createApp } from './app.ts';
import { capConnections, serverOptions } from './connections.ts';
import type { Door } from './door.ts';
import { createProblems } from './errors.ts';
import { createGuards, readAllowedOrigins } from './guards.ts';
import { createLanListener, listening } from './lan-listener.ts';
import { createOwnHosts } from './own-hosts.ts';
import { createPages, type PageSource } from './pages.ts';
import { createStaticFiles } from './static-files.ts';

/** What the door needs of an open center. */
export type CenterFace = ApiSource & PageSource & { readonly endStreams: () => void };

export type HttpServerParts = {
  readonly door: Door<CenterFace>;
  /** Built pages and their assets. */
  readonly pagesFolder: string;
  readonly locale: Locale;
  readonly allowedOrigins: string | undefined;
  readonly publicBaseUrl: string | undefined;
  readonly trustProxyHeaders: boolean;
  readonly forceHsts: boolean;
  /** Whether this Cookie header is of the kiosk window of the program on this PC. */
  readonly isOwnWindow?: (cookie: string | undefined) => boolean;
  /** Addresses of the network cards now. */
  readonly addresses: () => readonly string[];
  readonly hostName: string;
  /** The name of the local network that this PC answers to now. */
  readonly localName?: () => string | null;
  /** The host to listen on, as given by hand. */
  readonly host: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Hears of an I/O error or a damaged page, after which the process must end. */
  readonly onFatal: (error: unknown) => void;
};

const drainMs = 2500;

export type HttpServer = ReturnType<typeof createHttpServer>;

/** The server in front of a door: it listens before the center is open. */
export function createHttpServer(parts: HttpServerParts) {
  const { door, log, clock, random, host, trustProxyHeaders, forceHsts, onFatal } = parts;
  const { isOwnWindow = () => false } = parts;
  const named = host === '0.0.0.0' || host === '::' ? [] : [host];
  const ownHosts = createOwnHosts({ localName: () => null, ...parts, named });
  const guards = createGuards({ ownHosts, allowedOrigins: readAllowedOrigins(parts.allowedOrigins) });
  const problems = createProblems({ log, onFatal, makeId: () => randomText(random, 6) });
  const api = createApi({ door, guards, problems, clock });
  const makeNonce = () => randomText(random, 16);
  const pages = createPages({ folder: parts.pagesFolder, locale: parts.locale, state: door.state, makeNonce });
  const staticFiles = createStaticFiles({ folder: parts.pagesFolder });
  const app = createApp({ api, guards, pages, staticFiles, problems, trustProxyHeaders, forceHsts, isOwnWindow });
  const server = makeServer();
  const lan = createLanListener(makeServer);

  function makeServer() {
    const made = createServer(serverOptions, app);
    capConnections({ server: made, trustProxyHeaders });
    return made;
  }

  /** The port that was taken; 0 asks for a free one. Rejects with EADDRINUSE and the like. */
  async function listen(port: number): Promise<number> {
    await listening(server, port, host);
    return (server.address() as AddressInfo).port;
  }

  /** Takes no more, lets what runs come to its end for a short while, then cuts. */
  async function close(): Promise<void> {
    const state = door.state();
    const closed = new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
    if (state.is === 'open') state.center.endStreams();
    server.closeIdleConnections();
    const start = clock.elapsed();
    const cut = setTimeout(() => server.closeAllConnections(), drainMs);
    await Promise.all([closed, lan.close()]);
    clearTimeout(cut);
    log.info('http.closed', { ms: Math.round(clock.elapsed() - start) });
  }

  return { listen, close, lan };
}
