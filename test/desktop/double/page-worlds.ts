// Runs inside the page, so each function stands for itself. The preload gets a world of its own, as under
// contextIsolation; only plain text passes between the worlds.

type Detail = { id: number; key: string; name: string; args: ({ fn: number } | { value: unknown })[] };
type Listener = (...args: unknown[]) => void;

/** Main world: builds what contextBridge.exposeInMainWorld describes, and lets no popup be born. */
function mainWorld(): void {
  const pending = new Map<number, PromiseWithResolvers<unknown>>();
  const listeners = new Map<number, Listener>();
  let next = 1;
  const page = globalThis as unknown as { __open?: (text: string) => void };
  const ask = page.__open;
  delete page.__open;
  const read = (event: Event) => JSON.parse(String((event as CustomEvent<unknown>).detail)) as never;

  window.open = (url, name) => {
    ask?.(JSON.stringify({ url: new URL(url ?? '', location.href).href, name: name ?? '' }));
    return null;
  };
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[target=_blank]') : null;
    if (!link || event.defaultPrevented) return;
    event.preventDefault();
    window.open(link.href, '_blank');
  });
  document.addEventListener('double:expose', (event) => {
    const { key, names } = read(event) as { key: string; names: string[] };
    const call = (name: string, given: unknown[]) => {
      const id = next++;
      const waiter = Promise.withResolvers<unknown>();
      pending.set(id, waiter);
      const args = given.map((arg) => {
        if (typeof arg !== 'function') return { value: arg };
        listeners.set(next, arg as Listener);
        return { fn: next++ };
      });
      const detail = JSON.stringify({ id, key, name, args } satisfies Detail);
      document.dispatchEvent(new CustomEvent('double:call', { detail }));
      // Narrower than Electron: every exposed function answers with a promise.
      return waiter.promise;
    };
    const api = Object.fromEntries(names.map((name) => [name, (...given: unknown[]) => call(name, given)]));
    Object.defineProperty(window, key, { value: Object.freeze(api) });
  });
  document.addEventListener('double:answer', (event) => {
    const { id, value, error } = read(event) as { id: number; value: unknown; error?: string };
    if (error === undefined) pending.get(id)?.resolve(value);
    else pending.get(id)?.reject(new Error(error));
    pending.delete(id);
  });
  document.addEventListener('double:emit', (event) => {
    const { fn, args } = read(event) as { fn: number; args: unknown[] };
    listeners.get(fn)?.(...args);
  });
}

/** The preload's world: `require('electron')` and the way to main. */
function preloadWorld(preload: string): void {
  type FromMain = { id?: number; channel?: string; args?: unknown[]; value?: unknown; error?: string };
  type World = { __toMain: (text: string) => void; __fromMain: (message: FromMain) => void };
  const world = globalThis as unknown as World;
  const tell = (type: string, detail: object) =>
    document.dispatchEvent(new CustomEvent(type, { detail: JSON.stringify(detail) }));
  const pending = new Map<number, PromiseWithResolvers<unknown>>();
  const handlers = new Map<string, Listener[]>();
  const exposed: Record<string, Record<string, (...args: unknown[]) => unknown>> = {};
  let next = 1;

  world.__fromMain = ({ id = 0, channel, args = [], value, error }) => {
    if (channel !== undefined) for (const handler of handlers.get(channel) ?? []) handler({}, ...args);
    else if (error === undefined) pending.get(id)?.resolve(value);
    else pending.get(id)?.reject(new Error(error));
  };
  document.addEventListener('double:call', (event) => {
    const { id, key, name, args } = JSON.parse(String((event as CustomEvent<unknown>).detail)) as Detail;
    const real = args.map((arg) =>
      'fn' in arg ? (...list: unknown[]) => tell('double:emit', { fn: arg.fn, args: list }) : arg.value,
    );
    const called = new Promise((done) => done(exposed[key]?.[name]?.(...real)));
    called.then(
      (value) => tell('double:answer', { id, value }),
      (error: unknown) => tell('double:answer', { id, error: String(error) }),
    );
  });
  const electron = {
    contextBridge: {
      exposeInMainWorld: (key: string, api: (typeof exposed)[string]) => {
        exposed[key] = api;
        tell('double:expose', { key, names: Object.keys(api) });
      },
    },
    ipcRenderer: {
      invoke: (channel: string, ...args: unknown[]) => {
        const waiter = Promise.withResolvers<unknown>();
        pending.set(next, waiter);
        world.__toMain(JSON.stringify({ id: next++, channel, args }));
        return waiter.promise;
      },
      send: (channel: string, ...args: unknown[]) => world.__toMain(JSON.stringify({ channel, args })),
      on: (channel: string, handler: Listener) => {
        handlers.set(channel, [...(handlers.get(channel) ?? []), handler]);
      },
    },
  };
  const load = (name: string) => {
    if (name === 'electron') return electron;
    throw new Error(`module not found: ${name} (a sandboxed preload has only electron)`);
  };
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- Electron compiles the preload from text too.
  const run = new Function('require', 'module', 'exports', preload) as (...parts: unknown[]) => void;
  run(load, { exports: {} }, {});
}

export const mainWorldScript = `(${mainWorld.toString()})()`;
export const preloadScript = (preload: string): string => `(${preloadWorld.toString()})(${JSON.stringify(preload)})`;
