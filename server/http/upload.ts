import { rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import type { Clock } from '../clock.ts';
import { Refusal } from '../refusal.ts';
import type { UploadedFile } from '../uploaded-file.ts';

/** After a grace a sender must keep this pace: a slow one would hold its place for hours. */
const graceMs = 10_000;
const leastBytesPerSecond = 16 * 1024;
const checkMs = 1_000;

/** The body of a request as an upload of at most `maxBytes`; a size declared above it is refused before reading. */
export function openUpload(request: IncomingMessage, maxBytes: number, clock: Pick<Clock, 'elapsed'>): UploadedFile {
  async function saveTo(path: string): Promise<number> {
    if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw tooLarge(maxBytes);
    let bytes = 0;
    const endWatch = watchPace(request, () => bytes, clock);
    const file = await open(path, 'wx', 0o600);
    try {
      // The iterator leaves the request open, so that a refusal in the middle can still be answered.
      const chunks: AsyncIterable<unknown> = request.iterator({ destroyOnReturn: false });
      for await (const chunk of chunks) {
        if (!Buffer.isBuffer(chunk)) continue;
        bytes += chunk.length;
        if (bytes > maxBytes) throw tooLarge(maxBytes);
        await file.writeFile(chunk);
      }
      if (bytes === 0) throw new Refusal('invalid', 'request.empty', 'the file is empty');
      await file.close();
      return bytes;
    } catch (error) {
      await file.close();
      rmSync(path, { force: true });
      throw toRefusal(error);
    } finally {
      endWatch();
    }
  }

  return { name: nameOf(request.headers['x-file-name']), saveTo };
}

function watchPace(request: IncomingMessage, bytes: () => number, clock: Pick<Clock, 'elapsed'>): () => void {
  const start = clock.elapsed();
  const timer = setInterval(() => {
    const ms = clock.elapsed() - start;
    if (ms <= graceMs || bytes() / (ms / 1000) >= leastBytesPerSecond) return;
    request.destroy(new Refusal('timeout', 'request.too-slow', 'the file came too slowly'));
  }, checkMs);
  return () => clearInterval(timer);
}

function toRefusal(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  const isCut = code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ECONNRESET' || code === 'ABORT_ERR';
  return isCut ? new Refusal('invalid', 'request.cut-short', 'request body ended early') : error;
}

function nameOf(header: string | readonly string[] | undefined): string {
  const last = decoded(typeof header === 'string' ? header : '')
    .split(/[/\\]/)
    .at(-1);
  const shown = (last ?? '')
    .normalize('NFC')
    .replace(/\p{C}+/gu, ' ')
    .trim()
    .slice(0, 200);
  return shown === '' ? 'list' : shown;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Not percent-encoded: it stays as it came.
    return text;
  }
}

const tooLarge = (limit: number) =>
  new Refusal('too-large', 'request.too-large', 'request body is too large', { limit });
