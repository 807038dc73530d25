import { createReadStream, rmSync, statSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';
import type { FileAnswer } from './endpoint.ts';

export type Headers = Readonly<Record<string, string>>;

/** On every answer. Source: upstream web server. */
export const securityHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'X-Frame-Options': 'DENY',
};

/** HSTS, only where the operator says that TLS stands in front. */
export const hstsHeader = { 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' };

export function sendJson(response: ServerResponse, status: number, body: unknown, headers: Headers): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    ...headers,
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(text),
  });
  response.end(text);
}

export function sendText(
  response: ServerResponse,
  status: number,
  text: string,
  headers: Headers & { readonly 'Content-Type': string },
): void {
  response.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(text) });
  response.end(text);
}

/**
 * The parts go to the socket as they are: a shared template is never copied. Ended only once they have left, since node
 * counts an ended response as idle and a stop of the server would cut it in the middle.
 */
export function sendFile(response: ServerResponse, answer: FileAnswer, headers: Headers): void {
  const { scratchPath } = answer;
  const length = scratchPath === undefined ? lengthOf(answer.parts) : statSync(scratchPath).size;
  response.writeHead(200, {
    ...headers,
    ...answer.headers,
    'Content-Type': answer.contentType,
    'Content-Disposition': `attachment; filename="${answer.fileName.replace(/["\\]/g, '_')}"`,
    'Content-Length': length,
  });
  if (scratchPath !== undefined) {
    pipeline(createReadStream(scratchPath), response, () => rmSync(scratchPath, { force: true }));
    return;
  }
  response.cork();
  for (const part of answer.parts.slice(0, -1)) response.write(part);
  response.write(answer.parts.at(-1) ?? '', () => response.end());
  response.uncork();
}

function lengthOf(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, part) => sum + part.length, 0);
}
