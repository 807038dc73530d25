import { readdirSync, readFileSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
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
const isText = new Set(['.js', '.mjs', '.css', '.map', '.json', '.svg', '.wasm']);
const compress = promisify(brotliCompress);
const prefix = '/static/';

type Asset = { readonly type: string; readonly plain: Buffer; brotli: Buffer | null };

export type StaticFiles = ReturnType<typeof createStaticFiles>;

/** The built assets of the pages: read once, packed once on first use, never a path made of what was asked. */
export function createStaticFiles({ folder }: { readonly folder: string }) {
  const assets = new Map<string, Asset>(listFlatFiles(folder).map((name) => [name, readAsset(folder, name)]));

  function answer(path: string, request: IncomingMessage, response: ServerResponse, headers: Headers): void {
    const name = path.slice(prefix.length);
    const asset = nameForm.test(name) ? assets.get(name) : undefined;
    if (asset === undefined) {
      sendJson(response, 404, { error: 'not found', code: 'not-found' }, headers);
      return;
    }
    const takesBrotli = asset.brotli !== null && /\bbr\b/.test(request.headers['accept-encoding'] ?? '');
    const bytes = takesBrotli ? (asset.brotli ?? asset.plain) : asset.plain;
    response.writeHead(200, {
      ...headers,
      ...(takesBrotli ? { 'Content-Encoding': 'br' } : {}),
      Vary: 'Accept-Encoding',
      'Cache-Control': 'public, max-age=31536000, immutable',
      'Content-Type': asset.type,
      'Content-Length': bytes.length,
    });
    response.end(bytes);
  }

  /** Packs what shrinks, one file after the other, off the main thread. */
  async function pack(): Promise<void> {
    const params = { [constants.BROTLI_PARAM_QUALITY]: 6 };
    for (const [name, asset] of assets) {
      if (!isText.has(extname(name)) || asset.plain.length < 1024) continue;
      asset.brotli = await compress(asset.plain, { params });
    }
  }

  return { answer, pack };
}

function listFlatFiles(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => nameForm.test(name) && typeOf[extname(name)] !== undefined);
  } catch {
    // The pages are not built: the API serves on, pages say so.
    return [];
  }
}

function readAsset(folder: string, name: string): Asset {
  const path = join(folder, name);
  const plain = statSync(path).isFile() ? readFileSync(path) : Buffer.alloc(0);
  return { type: typeOf[extname(name)] ?? 'application/octet-stream', plain, brotli: null };
}
