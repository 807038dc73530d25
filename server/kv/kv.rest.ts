import { z } from 'zod';
import { Refusal } from '../refusal.ts';
import { type Kv, readCounter } from './kv.ts';

export type RestKvParts = {
  /** Base address of the service; commands are posted to it as they are. */
  readonly url: string;
  readonly token: string;
  readonly fetch?: typeof fetch;
};

const deadlineMs = 5_000;
const maxAnswerBytes = 1024 * 1024;
const Answer = z.union([z.object({ error: z.string() }), z.object({ result: z.unknown() })]);
const Page = z.tuple([z.coerce.string(), z.array(z.string())]);

/**
 * The KV at Upstash or Vercel: every command is an array of words, all of them text. Refuses `kv.unreachable` when the
 * service does not answer within 5 s or makes no sense, `kv.refused` where it says no. Source: upstream storage/kv, Upstash REST API.
 */
export function createRestKv({ url, token, fetch: send = fetch }: RestKvParts): Kv {
  async function run(...words: readonly string[]): Promise<unknown> {
    const answer = Answer.safeParse(await post(words));
    if (!answer.success) throw unreachable('its answer is no answer of such a service');
    if ('error' in answer.data) throw refused(answer.data.error);
    return answer.data.result;
  }

  async function post(words: readonly string[]): Promise<unknown> {
    try {
      const response = await send(url, {
        method: 'POST',
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
        body: JSON.stringify(words),
        redirect: 'error',
        signal: AbortSignal.timeout(deadlineMs),
      });
      return JSON.parse(await readCapped(response));
    } catch (error) {
      throw unreachable(error instanceof Error ? error.message : String(error));
    }
  }

  /** A counter that held no number is begun anew, as if it were missing. */
  async function incr(key: string, ttlSeconds?: number): Promise<number> {
    const count = await increment(key);
    if (count === null) {
      await set(key, '1', ttlSeconds);
      return 1;
    }
    if (count === 1 && ttlSeconds !== undefined) await run('EXPIRE', key, seconds(ttlSeconds));
    return count;
  }

  async function increment(key: string): Promise<number | null> {
    try {
      return readCounter(String(await run('INCR', key)));
    } catch (error) {
      if (error instanceof Refusal && /not an integer|would overflow/i.test(error.message)) return null;
      throw error;
    }
  }

  async function set(key: string, value: string, ttlSeconds?: number): Promise<void> {
    if (ttlSeconds === undefined) await run('SET', key, value);
    else if (ttlSeconds <= 0) await run('DEL', key);
    else await run('SET', key, value, 'EX', seconds(ttlSeconds));
  }

  async function scanPrefix(prefix: string, limit = 100): Promise<string[]> {
    const pattern = `${prefix.replace(/[\\*?[\]^-]/g, '\\$&')}*`;
    const found = new Set<string>();
    let cursor = '0';
    do {
      const page = Page.parse(await run('SCAN', cursor, 'MATCH', pattern, 'COUNT', '1000'));
      cursor = page[0];
      for (const key of page[1]) found.add(key);
    } while (cursor !== '0' && found.size < limit);
    return [...found].slice(0, limit);
  }

  return {
    get: async (key) => toText(await run('GET', key)),
    set,
    delete: async (key) => {
      await run('DEL', key);
    },
    exists: async (key) => Number(await run('EXISTS', key)) > 0,
    scanPrefix,
    consume: async (key) => toText(await run('GETDEL', key)),
    incr,
  };
}

function toText(result: unknown): string | null {
  return typeof result === 'string' || typeof result === 'number' ? String(result) : null;
}

function seconds(ttlSeconds: number): string {
  return String(Math.ceil(ttlSeconds));
}

/** The service understood, and says no. */
function refused(why: string): Refusal {
  return new Refusal('unavailable', 'kv.refused', `the online key store refuses: ${why}`);
}

function unreachable(why: string): Refusal {
  return new Refusal('unavailable', 'kv.unreachable', `the online key store does not answer: ${why}`);
}

async function readCapped(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const body: ReadableStream<Uint8Array> | null = response.body;
  for (const reader = body?.getReader(); reader;) {
    const { value, done } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > maxAnswerBytes) throw new Error('its answer is too long');
    chunks.push(value);
  }
  return Buffer.concat(chunks).toString('utf8');
}
