import { existsSync, readdirSync, readFile, readFileSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { gunzip } from 'node:zlib';
import { type Headers, sendJson } from './respond.ts';

const nameForm = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
const typeOf: Readonly<Record<string, string>> = {
  '.js': 'application/javascript',
  '.mjs': 'application/javascript',
  '.css': 'text/css',
  '.map': 'application/json',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};
const prefix = '/static/';

/**
 * `bytes` as they are kept: packed where the build put a packed copy beside the file. Null for a picture of the manual,
 * which few ever ask for: it stays on the disk.
 */
type Asset = { readonly type: string; readonly bytes: Buffer | null; readonly isPacked: boolean };

const keptPictureBytes = 32 * 1024;

export type StaticFiles = ReturnType<typeof createStaticFiles>;

/**
 * The built assets of the pages: read once, never a path made of what was asked. Of one with a packed copy only that is
 * kept: every browser takes gzip, also over plain HTTP, where none takes brotli. Who does not gets it unpacked.
 */
export function createStaticFiles({ folder }: { readonly folder: string }) {
  const assets = new Map<string, Asset>(listFlatFiles(folder).map((name) => [name, readAsset(folder, name)]));

  function answer(path: string, request: IncomingMessage, response: ServerResponse, headers: Headers): void {
    const name = path.slice(prefix.length);
    const asset = nameForm.test(name) ? assets.get(name) : undefined;
    if (asset === undefined) {
      sendJson(response, 404, { error: 'not found', code: 'not-found' }, headers);
      return;
    }
    const { bytes, isPacked, type } = asset;
    if (!bytes) readFile(join(folder, name), (error, read) => (error ? response.destroy(error) : send(read, {})));
    else if (!isPacked) send(bytes, {});
    else if (/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) send(bytes, { 'Content-Encoding': 'gzip' });
    else gunzip(bytes, (error, plain) => (error ? response.destroy(error) : send(plain, {})));

    function send(body: Buffer, encoding: Headers): void {
      response.writeHead(200, {
        ...headers,
        ...encoding,
        Vary: 'Accept-Encoding',
        'Cache-Control': 'public, max-age=31536000, immutable',
        'Content-Type': type,
        'Content-Length': body.length,
      });
      response.end(body);
    }
  }

  return { answer };
}

function listFlatFiles(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile() && nameForm.test(entry.name) && typeOf[extname(entry.name)] !== undefined)
      .map(({ name }) => name);
  } catch {
    // The pages are not built: the API serves on, pages say so.
    return [];
  }
}

function readAsset(folder: string, name: string): Asset {
  const path = join(folder, name);
  const type = typeOf[extname(name)] ?? 'application/octet-stream';
  const isPacked = existsSync(`${path}.gz`);
  if (isPacked) return { type, bytes: readFileSync(`${path}.gz`), isPacked };
  const { size } = statSync(path);
  return { type, bytes: type === 'image/png' && size > keptPictureBytes ? null : readFileSync(path), isPacked };
}
