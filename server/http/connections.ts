import type { Server, ServerOptions } from 'node:http';
import type { Socket } from 'node:net';
import { clientAddress, isThisPc } from './client-address.ts';
import { securityHeaders } from './respond.ts';

const allMax = 1024;
const perAddressMax = 64;
const keptForThisPc = 64;
const manyOpen = 512;
const keepAliveMs = 65_000;
const keepAliveWhenManyMs = 5_000;
const silence = 60_000;

/** Deadlines and sizes of node's own parser; what is over a size here is cut by the guards at the finer limit. */
export const serverOptions: ServerOptions = {
  headersTimeout: 10_000,
  requestTimeout: 120_000,
  connectionsCheckingInterval: 1_000,
  keepAliveTimeout: keepAliveMs,
  maxHeaderSize: 32 * 1024,
};

type Parts = {
  readonly server: Server;
  /** The peer is a proxy that speaks for many. */
  readonly trustProxyHeaders: boolean;
  /** A peer that neither reads nor sends for this long is gone. */
  readonly silenceMs?: number;
};

/**
 * Caps on open connections: all, and per address. A cap on all alone would let one address shut out the rest; the PC
 * itself and a trusted proxy have none of their own, and some places are kept for the PC. Over it: closed at once.
 */
export function capConnections({ server, trustProxyHeaders, silenceMs = silence }: Parts): void {
  const openOf = new Map<string, number>();
  let all = 0;
  let strangers = 0;

  server.maxHeadersCount = 101;
  server.maxRequestsPerSocket = 0;
  server.setTimeout(silenceMs);
  server.on('connection', (socket: Socket) => {
    const address = clientAddress(socket.remoteAddress);
    const isCapped = !isThisPc(socket.remoteAddress) && !trustProxyHeaders;
    const own = openOf.get(address) ?? 0;
    const isFull = isCapped ? own >= perAddressMax || strangers >= allMax - keptForThisPc : all >= allMax;
    if (isFull || all >= allMax) {
      socket.destroy();
      return;
    }
    change(address, isCapped, 1);
    socket.once('close', () => change(address, isCapped, -1));
  });
  server.on('clientError', answerBroken);

  function change(address: string, isCapped: boolean, by: 1 | -1): void {
    all += by;
    if (isCapped) strangers += by;
    const open = (openOf.get(address) ?? 0) + by;
    if (open > 0) openOf.set(address, open);
    else openOf.delete(address);
    server.keepAliveTimeout = all > manyOpen ? keepAliveWhenManyMs : keepAliveMs;
  }
}

const brokenStatus: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

/** What node's parser refuses never becomes a request, so the answer is written by hand. */
function answerBroken(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const status = brokenStatus[error.code ?? ''] ?? '400 Bad Request';
  const body = JSON.stringify({ error: status.slice(4).toLowerCase(), code: 'http.broken' });
  const headers = { ...securityHeaders, 'Content-Type': 'application/json; charset=utf-8', Connection: 'close' };
  const lines = Object.entries({ ...headers, 'Content-Length': body.length }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  socket.end(`HTTP/1.1 ${status}\r\n${lines.join('\r\n')}\r\n\r\n${body}`);
}
