import type { ServerResponse } from 'node:http';
import type { Caller } from '../caller.ts';
import type { Log } from '../log.ts';
import { Refusal } from '../refusal.ts';
import type { Headers } from './respond.ts';

const allMax = 512;
const perAddressMax = 8;
const watchMs = 1000;
const heartbeatMs = 15_000;
/** A page that reads no more is let go; it asks again. */
const backlogMaxBytes = 64 * 1024;

/** A change worth telling: the event's name and its data as each page may see it. */
export type Announcement = { readonly event: string; readonly dataFor: (caller: Caller) => unknown };

type Parts = {
  /** What changed since it was last asked, also by another process; asked each second while a page listens. */
  readonly changes: () => readonly Announcement[];
  /** What a page gets when it comes. */
  readonly greeting: () => Announcement;
  readonly log: Log;
};

type Stream = { readonly caller: Caller; readonly response: ServerResponse };

export type Events = ReturnType<typeof createEvents>;

/** The public event stream. Source: HTML Standard, server-sent events. */
export function createEvents({ changes, greeting, log }: Parts) {
  const streams = new Set<Stream>();
  let watch: NodeJS.Timeout | null = null;
  let heartbeat: NodeJS.Timeout | null = null;

  /** Keeps the response open. Refuses where too many pages listen. */
  function join(caller: Caller, response: ServerResponse, headers: Headers): void {
    requireRoom(caller);
    const stream = { caller, response };
    streams.add(stream);
    response.once('close', () => leave(stream));
    response.writeHead(200, { ...headers, 'Content-Type': 'text/event-stream; charset=utf-8' });
    response.write('retry: 3000\n\n');
    start();
    send(stream, greeting());
  }

  function requireRoom({ isThisPc, address }: Caller): void {
    if (isThisPc) return;
    let total = 0;
    let own = 0;
    for (const { caller } of streams) {
      if (caller.isThisPc) continue;
      total += 1;
      if (caller.address === address) own += 1;
    }
    if (total < allMax && own < perAddressMax) return;
    throw new Refusal('too-many', 'events.full', 'too many open pages listen from this address', { retry_after: 30 });
  }

  function leave(stream: Stream): void {
    streams.delete(stream);
    if (streams.size > 0) return;
    if (watch) clearInterval(watch);
    if (heartbeat) clearInterval(heartbeat);
    watch = null;
    heartbeat = null;
  }

  function start(): void {
    watch ??= setInterval(tell, watchMs);
    heartbeat ??= setInterval(() => {
      for (const stream of streams) write(stream, ': still here\n\n');
    }, heartbeatMs);
  }

  /** Looks for changes now and tells every page. */
  function tell(): void {
    try {
      const announcements = changes();
      for (const announcement of announcements) for (const stream of streams) send(stream, announcement);
    } catch (error) {
      // The pages are told at the next look; what is wrong shows in the next request too.
      log.warn('events.watch-failed', { name: error instanceof Error ? error.name : typeof error });
    }
  }

  function send(stream: Stream, { event, dataFor }: Announcement): void {
    write(stream, `event: ${event}\ndata: ${JSON.stringify(dataFor(stream.caller))}\n\n`);
  }

  function write({ response }: Stream, text: string): void {
    if (response.writableLength > backlogMaxBytes) response.destroy();
    else response.write(text);
  }

  /** Pages that listen now. */
  function count(): number {
    return streams.size;
  }

  /** Ends every stream, so that the program can end. */
  function close(): void {
    for (const { response } of streams) response.end();
  }

  return { join, tell, count, close };
}
