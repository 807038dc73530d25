import type { ServerResponse } from 'node:http';
import type { Caller } from '../caller.ts';
import type { Log } from '../log.ts';
import { Refusal } from '../refusal.ts';
import type { Headers } from './respond.ts';

const watchMs = 1000;
const heartbeatMs = 15_000;
/** A page that reads no more is let go; it asks again. */
const backlogMaxBytes = 64 * 1024;

/** A change worth telling: the event's name and its data as each page may see it. */
export type Announcement = { readonly event: string; readonly dataFor: (caller: Caller) => unknown };

/** A page that listens. Those of one `owner` share a cap; null: without one. */
export type Listener = { readonly caller: Caller; readonly owner: string | null };

type Parts = {
  /** What changed since it was last asked, also by another process; asked each second while a page listens. */
  readonly changes: () => readonly Announcement[];
  /** What a page gets when it comes; null: nothing. */
  readonly greeting: () => Announcement | null;
  readonly caps: { readonly all: number; readonly perOwner: number };
  /** Whether a page may go on listening, asked each second; always, where it is absent. */
  readonly mayStay?: (listener: Listener) => Promise<boolean>;
  readonly log: Log;
};

type Stream = Listener & { readonly response: ServerResponse };

export type Events = ReturnType<typeof createEvents>;

/** A stream of events that pages keep open. Source: HTML Standard, server-sent events. */
export function createEvents({ changes, greeting, caps, mayStay, log }: Parts) {
  const streams = new Set<Stream>();
  let watch: NodeJS.Timeout | null = null;
  let heartbeat: NodeJS.Timeout | null = null;

  /** Keeps the response open. Refuses where too many pages listen. */
  function join(listener: Listener, response: ServerResponse, headers: Headers): void {
    requireRoom(listener);
    const stream = { ...listener, response };
    streams.add(stream);
    response.once('close', () => leave(stream));
    response.writeHead(200, { ...headers, 'Content-Type': 'text/event-stream; charset=utf-8' });
    response.write('retry: 3000\n\n');
    start();
    const welcome = greeting();
    if (welcome) send(stream, welcome);
  }

  function requireRoom({ owner }: Listener): void {
    if (owner === null) return;
    const others = [...streams].filter((stream) => stream.owner !== null);
    const own = others.filter((stream) => stream.owner === owner);
    if (others.length < caps.all && own.length < caps.perOwner) return;
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
    watch ??= setInterval(() => {
      for (const stream of streams) void dismissUnlessWelcome(stream);
      tell();
    }, watchMs);
    heartbeat ??= setInterval(() => {
      for (const stream of streams) write(stream, ': still here\n\n');
    }, heartbeatMs);
  }

  async function dismissUnlessWelcome(stream: Stream): Promise<void> {
    try {
      if (mayStay && !(await mayStay(stream))) stream.response.end();
    } catch (error) {
      warn(error);
    }
  }

  /** Looks for changes now and tells every page. */
  function tell(): void {
    try {
      changes().forEach(announce);
    } catch (error) {
      warn(error);
    }
  }

  /** The pages are told at the next look; what is wrong shows in the next request too. */
  function warn(error: unknown): void {
    log.warn('events.watch-failed', { name: error instanceof Error ? error.name : typeof error });
  }

  /** Tells every page of this now. */
  function announce(announcement: Announcement): void {
    for (const stream of streams) send(stream, announcement);
  }

  function send(stream: Stream, { event, dataFor }: Announcement): void {
    write(stream, `event: ${event}\ndata: ${JSON.stringify(dataFor(stream.caller))}\n\n`);
  }

  function write({ response }: Stream, text: string): void {
    // It was told to end, and is not closed yet.
    if (response.writableEnded) return;
    if (response.writableLength > backlogMaxBytes) response.destroy();
    else response.write(text);
  }

  /** Pages that listen now. */
  function count(): number {
    return streams.size;
  }

  /** Whether such a page listens now. */
  function hears(is: (caller: Caller) => boolean): boolean {
    return streams.values().some(({ caller }) => is(caller));
  }

  /** Ends every stream, so that the program can end. */
  function close(): void {
    for (const { response } of streams) response.end();
  }

  return { join, tell, announce, count, hears, close };
}
