import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Caller } from '../caller.ts';
import type { Clock } from '../clock.ts';
import { Refusal } from '../refusal.ts';
import type { Door } from './door.ts';
import { type Authenticate, type IncomingBody, isFile, type Route } from './endpoint.ts';
import type { Problems } from './errors.ts';
import type { Guards } from './guards.ts';
import { drain, readJson } from './read-body.ts';
import { type Headers, sendFile, sendJson } from './respond.ts';
import { openUpload } from './upload.ts';

/** Refuses, or keeps the response open. */
export type OpenStream = (caller: Caller, response: ServerResponse, headers: Headers) => void | Promise<void>;

/** What the API needs of an open center. */
export type ApiSource = {
  /** By method and path, as `routeKey` makes it. */
  readonly routes: ReadonlyMap<string, Route>;
  readonly authenticate: Authenticate;
  /** GET paths that keep their response open. */
  readonly streams: ReadonlyMap<string, OpenStream>;
  /** Done when the database takes writes; refuses where that takes too long. */
  readonly whenWritable: () => Promise<void>;
  /** Refuses `/api/admin` on this network where staff did not switch it on. */
  readonly requirePanel: (caller: Caller) => void;
  /** Refuses whom the center is not open to before it is set up. */
  readonly requireReady: (caller: Caller) => void;
};

type Exchange = {
  readonly path: string;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly caller: Caller;
  readonly headers: Headers;
};

type Parts = {
  readonly door: Pick<Door<ApiSource>, 'state' | 'enter'>;
  readonly guards: Guards;
  readonly problems: Problems;
  readonly clock: Pick<Clock, 'elapsed'>;
};

export type Api = ReturnType<typeof createApi>;

/** Everything under /api/: CORS, cross-site, the open center, the route, its body. Always answers JSON, or a file. */
export function createApi({ door, guards, problems, clock }: Parts) {
  async function answer(exchange: Exchange): Promise<void> {
    const { request, response, caller } = exchange;
    const port = request.socket.localPort ?? 0;
    const cors = guards.corsFor(request.headers.origin, port);
    const headers = { ...exchange.headers, ...cors, 'Cache-Control': 'no-store' };
    if (request.method === 'OPTIONS') {
      response.writeHead(204, headers).end();
      return;
    }
    let statuses: Readonly<Record<string, number>> | undefined;
    try {
      requireSite(exchange, port);
      const center = await enter();
      center.requireReady(caller);
      if (exchange.path.startsWith('/api/admin/')) center.requirePanel(caller);
      const stream = request.method === 'GET' ? center.streams.get(exchange.path) : undefined;
      if (stream) {
        await stream(caller, response, headers);
        return;
      }
      const route = findRoute(center, exchange);
      statuses = route.endpoint.statuses;
      await route.admit?.(caller);
      if (route.endpoint.method === 'post' && !route.endpoint.isReading) await center.whenWritable();
      const body: IncomingBody = {
        json: () => (route.endpoint.method === 'post' ? readJson(request) : Promise.resolve({})),
        upload: (maxBytes) => openUpload(request, maxBytes, clock),
      };
      send(response, await route.answer(body, caller, center.authenticate), headers);
    } catch (error) {
      fail(error, exchange, headers, statuses);
    }
  }

  /** The first run is for our own page alone; the rest may be asked by whom the CORS settings name. */
  function requireSite({ path, request }: Exchange, port: number): void {
    guards.requireOwnSite(request, port);
    if (path.startsWith('/api/setup')) guards.requireOwnPage(request, port);
  }

  /** Without a wait where the center is open: nearly always. */
  function enter(): ApiSource | Promise<ApiSource> {
    const state = door.state();
    return state.is === 'open' ? state.center : door.enter();
  }

  function fail(
    error: unknown,
    { request, response }: Exchange,
    headers: Headers,
    statuses: Readonly<Record<string, number>> | undefined,
  ): void {
    if (response.headersSent || request.socket.destroyed) {
      response.destroy();
      return;
    }
    const { status, body, headers: more } = problems.of(error, statuses);
    sendJson(response, status, body, {
      ...headers,
      ...more,
      ...(status === 405 ? { Allow: 'GET, POST, OPTIONS' } : {}),
    });
    drain(request);
  }

  return { answer };
}

/** The key of a route in the table; HEAD is answered as GET. */
function routeKey(method: string, path: string): string {
  return `${method.toLowerCase()} ${path}`;
}

/** All routes by method and path; the same place twice is a mistake in the program. */
export function routeTable(routes: readonly Route[]): ReadonlyMap<string, Route> {
  const table = new Map<string, Route>();
  for (const route of routes) {
    const key = routeKey(route.endpoint.method, route.endpoint.path);
    if (table.has(key)) throw new Error(`two routes answer ${key}`);
    table.set(key, route);
  }
  return table;
}

function findRoute({ routes, streams }: ApiSource, { path, request }: Exchange): Route {
  const asked = request.method === 'HEAD' ? 'GET' : (request.method ?? 'GET');
  const route = routes.get(routeKey(asked, path));
  if (route) return route;
  const isKnown = streams.has(path) || routes.has(routeKey('get', path)) || routes.has(routeKey('post', path));
  if (isKnown) throw new Refusal('method', 'method-not-allowed', 'method not allowed');
  throw new Refusal('not-found', 'not-found', 'not found');
}

function send(response: ServerResponse, answer: unknown, headers: Headers): void {
  if (isFile(answer)) sendFile(response, answer, headers);
  else sendJson(response, 200, answer, headers);
}
