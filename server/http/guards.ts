import type { IncomingMessage } from 'node:http';
import { Refusal } from '../refusal.ts';
import type { OwnHosts } from './own-hosts.ts';

/** Path of a request and the host it names: the Host header, or what an absolute target says instead. */
export type Target = { readonly path: string; readonly host: string | undefined };

const urlMaxLength = 8 * 1024;
const headerBlockMaxLength = 16 * 1024;
const headerMaxCount = 100;

const corsHeaders = {
  'Access-Control-Allow-Methods': 'GET, POST, OPTIONS',
  'Access-Control-Allow-Headers': 'Content-Type, Authorization',
  'Access-Control-Max-Age': '600',
};

/** Refuses an address or a header block over its limit. Source: RFC 9110 section 15.5.15, RFC 6585 section 5. */
export function requireModestHead({ url = '', rawHeaders }: IncomingMessage): void {
  if (url.length > urlMaxLength) {
    throw new Refusal('uri-too-long', 'http.uri-too-long', `address is longer than ${urlMaxLength} characters`);
  }
  let length = 0;
  let hosts = 0;
  for (const [index, text] of rawHeaders.entries()) {
    length += text.length + 2;
    if (index % 2 === 0 && text.length === 4 && text.toLowerCase() === 'host') hosts += 1;
  }
  if (rawHeaders.length > headerMaxCount * 2 || length > headerBlockMaxLength) {
    throw new Refusal('headers-too-large', 'http.headers-too-large', 'request headers are too large');
  }
  if (hosts > 1) throw new Refusal('invalid', 'http.two-hosts', 'request names more than one host');
}

/** Total: a target that is no address has the path it was written with, which no route answers. */
export function readTarget({ url = '/', headers }: IncomingMessage): Target {
  if (url.startsWith('/')) {
    const end = url.indexOf('?');
    return { path: end < 0 ? url : url.slice(0, end), host: headers.host };
  }
  if (!URL.canParse(url)) return { path: url, host: headers.host };
  const { pathname, username, host, port, protocol } = new URL(url);
  const explicitPort = port === '' && protocol === 'http:' ? '' : port;
  return { path: pathname, host: username === '' ? host : `${username}@${host}${explicitPort}` };
}

/** `*` is the operator's explicit wish; else the listed origins beside the center's own. */
export type AllowedOrigins = '*' | ReadonlySet<string>;

type Parts = { readonly ownHosts: OwnHosts; readonly allowedOrigins: AllowedOrigins };

export type Guards = ReturnType<typeof createGuards>;

/** Who may ask at all, before anything of the request is read. */
export function createGuards({ ownHosts, allowedOrigins }: Parts) {
  /** Refuses a foreign Host: a name that was pointed at this PC from outside. */
  function requireOwnHost(host: string | undefined, port: number): void {
    if (ownHosts.isOwnHost(host, port)) return;
    throw new Refusal('misdirected', 'http.foreign-host', 'this address is not one of this center');
  }

  /** Refuses a call that another site's page makes through a visitor's browser. */
  function requireOwnSite(request: IncomingMessage, port: number): void {
    if (allowedOrigins !== '*') refuseForeign(request, (origin) => isAllowedOrigin(origin, port));
  }

  /** As `requireOwnSite`, whatever other sites the operator lets in: for what makes the first account. */
  function requireOwnPage(request: IncomingMessage, port: number): void {
    refuseForeign(request, (origin) => ownHosts.isOwnOrigin(origin, port));
  }

  function refuseForeign({ headers }: IncomingMessage, isOwn: (origin: string) => boolean): void {
    const { origin } = headers;
    const isForeign = origin === undefined ? headers['sec-fetch-site'] === 'cross-site' : !isOwn(origin);
    if (isForeign) throw new Refusal('forbidden', 'http.cross-site', 'cross-site requests are not allowed');
  }

  /** CORS headers of an answer; none where the request has no Origin. Source: upstream web server. */
  function corsFor(origin: string | undefined, port: number): Readonly<Record<string, string>> {
    if (origin === undefined) return {};
    if (allowedOrigins === '*') return { ...corsHeaders, 'Access-Control-Allow-Origin': '*' };
    if (!isAllowedOrigin(origin, port)) return { Vary: 'Origin' };
    return { ...corsHeaders, 'Access-Control-Allow-Origin': origin, Vary: 'Origin' };
  }

  function isAllowedOrigin(origin: string, port: number): boolean {
    return ownHosts.isOwnOrigin(origin, port) || (allowedOrigins !== '*' && allowedOrigins.has(origin));
  }

  return { requireOwnHost, requireOwnSite, requireOwnPage, corsFor };
}

/** `ALLOWED_ORIGINS`: absent means the center's own alone; a comma-separated list, or `*` for any. */
export function readAllowedOrigins(text: string | undefined): AllowedOrigins {
  const origins = (text ?? '').split(',').map((origin) => origin.trim().replace(/\/+$/, ''));
  return origins.includes('*') ? '*' : new Set(origins.filter((origin) => origin !== ''));
}
