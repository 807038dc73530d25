import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CDPSession } from 'playwright';

type Reply = {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
  readonly method?: string;
  readonly params?: unknown;
  readonly sessionId?: string;
};
type Waiter = PromiseWithResolvers<unknown> & { readonly method: string };

/** One target of Chromium, or the browser itself, over the DevTools protocol. */
export type Cdp = Pick<CDPSession, 'send' | 'on'>;

export type Browser = Awaited<ReturnType<typeof launchBrowser>>;

let launched: Promise<Browser> | undefined;

/** The one Chromium that stands in for Electron's own; it starts with the first window. */
export function chromium(): Promise<Browser> {
  return (launched ??= launchBrowser());
}

/** Ends it, where it was started. */
export async function closeChromium(): Promise<void> {
  (await launched)?.close();
}

async function launchBrowser() {
  const profile = mkdtempSync(join(tmpdir(), 'electron-double-'));
  const { child, endpoint } = await startChromium(profile);
  const socket = new WebSocket(endpoint);
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', () => reject(new Error(`no answer at ${endpoint}`)));
  });
  const sessions = new Map<string, EventEmitter>();
  const waiting = new Map<number, Waiter>();
  let next = 1;

  socket.addEventListener('message', ({ data }) => receive(JSON.parse(String(data)) as Reply));

  function receive({ id, result, error, method, params, sessionId = '' }: Reply): void {
    if (id === undefined) {
      if (method !== undefined) sessions.get(sessionId)?.emit(method, params);
      return;
    }
    const waiter = waiting.get(id);
    waiting.delete(id);
    if (error) waiter?.reject(new Error(`${waiter.method}: ${error.message}`));
    else waiter?.resolve(result);
  }

  function sessionOf(id: string): Cdp {
    const events = new EventEmitter();
    sessions.set(id, events);
    const send = (method: string, params: object = {}) => {
      const waiter = { ...Promise.withResolvers<unknown>(), method };
      waiting.set(next, waiter);
      socket.send(JSON.stringify({ id: next, method, params, ...(id !== '' && { sessionId: id }) }));
      next += 1;
      return waiter.promise;
    };
    return { send: send as Cdp['send'], on: events.on.bind(events) as unknown as Cdp['on'] };
  }

  const root = sessionOf('');

  /** A window of its own with an empty page. */
  async function open(asked: { readonly width: number; readonly height: number; readonly browserContextId?: string }) {
    const { targetId } = await root.send('Target.createTarget', { url: 'about:blank', ...asked, newWindow: true });
    const { sessionId } = await root.send('Target.attachToTarget', { targetId, flatten: true });
    return { targetId, cdp: sessionOf(sessionId) };
  }

  function close(): void {
    child.kill('SIGKILL');
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }

  return { endpoint, root, profile, open, close };
}

async function startChromium(profile: string): Promise<{ child: ChildProcess; endpoint: string }> {
  const { CHROMIUM: program = 'chromium', DISPLAY, DOUBLE_HEADLESS } = process.env;
  const isHeadless = !DISPLAY || DOUBLE_HEADLESS === '1';
  const flags = [
    '--remote-debugging-port=0',
    `--user-data-dir=${profile}`,
    '--no-startup-window',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-gpu',
    '--disable-extensions',
    '--disable-background-networking',
    ...(process.getuid?.() === 0 ? ['--no-sandbox', '--test-type'] : []),
    ...(isHeadless ? ['--headless=new'] : []),
  ];
  const child = spawn(program, flags, { stdio: ['ignore', 'ignore', 'pipe'] });
  const endpoint = await new Promise<string>((resolve, reject) => {
    let seen = '';
    child.stderr.on('data', (chunk: Buffer) => {
      seen += chunk.toString();
      const [, url] = /DevTools listening on (ws:\S+)/.exec(seen) ?? [];
      if (url !== undefined) resolve(url);
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`chromium ended with ${code}\n${seen}`)));
  });
  return { child, endpoint };
}
