import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { Refusal } from '../refusal.ts';

const bodyMaxBytes = 32 * 1024;
const bodyDeadlineMs = 15_000;
const maxDepth = 20;

/**
 * The JSON object of a request; an empty body is `{}`. Refuses in this order: size (before parsing), UTF-8, JSON,
 * nesting, anything but an object. `Content-Type` is not looked at. Source: upstream web server.
 */
export async function readJson(request: IncomingMessage): Promise<object> {
  const bytes = await readBytes(request);
  if (bytes.length === 0) return {};
  if (!isUtf8(bytes)) throw invalid('not valid UTF-8');
  const value = parse(bytes.toString('utf8'));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Refusal('invalid', 'request.not-an-object', 'request body must be a JSON object');
  }
  if (isDeeper(value, maxDepth)) throw invalid(`nested deeper than ${maxDepth} levels`);
  return value;
}

function readBytes(request: IncomingMessage): Promise<Buffer> {
  const declared = Number(request.headers['content-length'] ?? 0);
  if (declared > bodyMaxBytes) return Promise.reject(tooLarge());
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const take = (chunk: Buffer) => {
      length += chunk.length;
      chunks.push(chunk);
      if (length > bodyMaxBytes) fail(tooLarge());
    };
    const finish = () => {
      settle();
      const [only] = chunks;
      resolve(chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks, length));
    };
    const cut = () => fail(new Refusal('invalid', 'request.cut-short', 'request body ended early'));
    const deadline = setTimeout(() => {
      fail(new Refusal('timeout', 'request.timeout', 'request body took too long'));
    }, bodyDeadlineMs);
    const settle = () => {
      clearTimeout(deadline);
      request.off('data', take).off('end', finish).off('error', cut).off('close', cut);
    };
    const fail = (reason: Refusal) => {
      settle();
      reject(reason);
    };
    request.on('data', take).on('end', finish).on('error', cut).on('close', cut);
  });
}

const drainMaxBytes = 8 * 1024 * 1024;

/** Lets the rest of a refused body pass, so that the answer is read before the connection ends; gives up on floods. */
export function drain(request: IncomingMessage): void {
  if (request.complete) return;
  let length = 0;
  const giveUp = () => request.socket.destroy();
  const deadline = setTimeout(giveUp, bodyDeadlineMs);
  request.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length > drainMaxBytes) giveUp();
  });
  request.once('close', () => clearTimeout(deadline));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // The parser's message quotes the body; where it stumbled is enough.
    throw invalid(/position \d+/.exec(String(error))?.[0] ?? 'not JSON');
  }
}

function isDeeper(value: object, levels: number): boolean {
  if (levels === 0) return true;
  for (const member of Object.values(value)) {
    if (typeof member === 'object' && member !== null && isDeeper(member as object, levels - 1)) return true;
  }
  return false;
}

const invalid = (why: string) => new Refusal('invalid', 'request.invalid-json', `invalid JSON body: ${why}`);
const tooLarge = () => new Refusal('too-large', 'request.too-large', 'request body is too large');
