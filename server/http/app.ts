import express, { type Express } from 'express';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Caller } from '../caller.ts';
import { Refusal } from '../refusal.ts';
import type { Api } from './api.ts';
import { clientAddress, isLoopback, isLoopbackHost, isThisPc } from './client-address.ts';
import type { Problems } from './errors.ts';
import { type Guards, readTarget, requireModestHead, type Target } from './guards.ts';
import type { Pages } from './pages.ts';
import { type Headers, hstsHeader, securityHeaders, sendJson, sendText } from './respond.ts';
import type { StaticFiles } from './static-files.ts';

type Parts = {
  readonly api: Api;
  readonly guards: Guards;
  readonly pages: Pages;
  readonly staticFiles: StaticFiles;
  readonly problems: Problems;
  readonly trustProxyHeaders: boolean;
  readonly forceHsts: boolean;
  /** By its Cookie header. */
  readonly isOwnWindow: (cookie: string | undefined) => boolean;
};

/** The only Express: one short chain, so that a search costs little more than a bare server. */
export function createApp(parts: Parts): Express {
  const { api, guards, pages, staticFiles, problems, trustProxyHeaders, forceHsts } = parts;
  const headers: Headers = forceHsts ? { ...securityHeaders, ...hstsHeader } : securityHeaders;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use((request, response) => {
    // `route` answers every failure itself, so this promise never rejects.
    void route(request, response);
  });
  return app;

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      requireModestHead(request);
      const target = readTarget(request);
      if (target.path === '/health') answerHealth(request, response);
      else {
        guards.requireOwnHost(target.host, request.socket.localPort ?? 0);
        await dispatch(target, request, response);
      }
    } catch (error) {
      fail(error, response);
    }
  }

  async function dispatch({ path, host }: Target, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const known = { ...callerOf(request, trustProxyHeaders), isAtDesk: isAtDesk(host, request) };
    const isOwnWindow = known.isThisPc && parts.isOwnWindow(request.headers.cookie);
    const caller = isOwnWindow ? { ...known, isOwnWindow } : known;
    if (path.startsWith('/api/')) {
      await api.answer({ path, request, response, caller, headers });
      return;
    }
    const isStatic = path.startsWith('/static/');
    if (!isStatic && !pages.has(path)) pages.notFound(response, headers);
    else if (!isReading(request)) refuseMethod(response);
    else if (isStatic) staticFiles.answer(path, request, response, headers);
    else pages.answer(path, caller, response, headers);
  }

  /** Alive, whatever the state of the center: no database, no limit, no sign-in. Source: upstream web server. */
  function answerHealth(request: IncomingMessage, response: ServerResponse): void {
    if (isReading(request)) sendJson(response, 200, { ok: true }, { ...headers, 'Cache-Control': 'no-store' });
    else refuseMethod(response);
  }

  function refuseMethod(response: ServerResponse): void {
    const text = { ...headers, Allow: 'GET, HEAD', 'Content-Type': 'text/plain; charset=utf-8' };
    sendText(response, 405, 'method not allowed\n', text);
  }

  function fail(error: unknown, response: ServerResponse): void {
    const { status, body, headers: more } = problems.of(error);
    if (response.headersSent) response.destroy();
    else sendJson(response, status, body, { ...headers, ...more, 'Cache-Control': 'no-store', ...closing(error) });
  }
}

function closing(error: unknown): Headers {
  const isHeadRefused = error instanceof Refusal && error.code.startsWith('http.');
  return isHeadRefused ? { Connection: 'close' } : {};
}

function isReading({ method }: IncomingMessage): boolean {
  return method === 'GET' || method === 'HEAD';
}

function callerOf({ socket, headers }: IncomingMessage, trustProxyHeaders: boolean): Caller {
  const { for: forwardedFor, proto: forwardedProto } = trustProxyHeaders ? forwardedBy(headers) : untold;
  const isTls = 'encrypted' in socket || forwardedProto === 'https';
  const [, bearer] = /^Bearer +(\S+) *$/i.exec(headers.authorization ?? '') ?? [];
  return {
    address: clientAddress(socket.remoteAddress, forwardedFor),
    isThisPc: forwardedFor === undefined && isThisPc(socket.remoteAddress),
    isOverLan: !isLoopback(socket.localAddress),
    isLinePrivate: isTls || (forwardedFor === undefined && isLoopback(socket.localAddress)),
    userAgent: (headers['user-agent'] ?? '').slice(0, 256),
    ...(bearer === undefined ? {} : { bearer }),
  };
}

const proxyHeaders = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'];

function isAtDesk(host: string | undefined, { socket, headers }: IncomingMessage): boolean {
  const isPassedOn = proxyHeaders.some((name) => name in headers);
  return isThisPc(socket.remoteAddress) && isLoopbackHost(host) && !isPassedOn;
}

const untold = { for: undefined, proto: undefined };

function forwardedBy(headers: IncomingMessage['headers']) {
  return { for: firstOf(headers['x-forwarded-for']), proto: firstOf(headers['x-forwarded-proto']) };
}

function firstOf(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : header?.[0];
}
