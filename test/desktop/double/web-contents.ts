import type Electron from 'electron';
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { type Cdp, chromium } from './browser.ts';
import { ownFrame, watchDownloads } from './downloads.ts';
import { ipcMain } from './ipc.ts';
import { mainWorldScript, preloadScript } from './page-worlds.ts';
import { type OwnSession, session } from './sessions.ts';
import { makeEvent, strict } from './strict.ts';

type Prefs = Electron.WebPreferences;
type OpenHandler = (details: Electron.HandlerDetails) => Electron.WindowOpenHandlerResponse;
type FromPage = { readonly id?: number; readonly channel: string; readonly args: unknown[] };
type Asked = { readonly url: string; readonly name: string };
type Size = { readonly width: number; readonly height: number };

let last = 0;

/** A page in a window: one target of Chromium. */
export class WebContents extends EventEmitter {
  readonly id = ++last;
  readonly session: OwnSession;
  targetId = '';
  /** Opens a window of the program's own where the handler says so. */
  openAllowed: (url: string, options: Electron.BrowserWindowConstructorOptions) => void = () => undefined;
  private url = '';
  private cdp: Cdp | null = null;
  private preloadContext = 0;
  private frame = '';
  private target = '';
  private destroyed = false;
  private openHandler: OpenHandler = () => ({ action: 'allow' });

  private readonly mayInspect: boolean;
  private isInspected = false;

  constructor({ partition = '', devTools = true }: Prefs) {
    super();
    this.mayInspect = devTools;
    this.session = session.fromPartition(partition);
    return strict('webContents', this);
  }

  getURL(): string {
    return this.url;
  }
  isDestroyed(): boolean {
    return this.destroyed;
  }
  openDevTools(): void {
    if (!this.mayInspect) return;
    this.isInspected = true;
    this.emit('devtools-opened');
  }
  isDevToolsOpened(): boolean {
    return this.isInspected;
  }
  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler;
  }
  send(channel: string, ...args: unknown[]): void {
    if (this.preloadContext !== 0) void this.toPreload({ channel, args });
  }
  reload(): void {
    void this.page().send('Page.reload');
  }
  forcefullyCrashRenderer(): void {
    // The answer never comes from a page that is gone.
    void this.page()
      .send('Page.crash')
      .catch(() => undefined);
  }
  async executeJavaScript(expression: string): Promise<unknown> {
    const asked = { expression, awaitPromise: true, returnByValue: true, userGesture: true };
    const { result, exceptionDetails } = await this.page().send('Runtime.evaluate', asked);
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value as unknown;
  }
  /** Keys go through here in tests, so that before-input-event sees them on Electron and on the double. */
  sendInputEvent({ type, keyCode = '', modifiers = [] }: Partial<Electron.KeyboardInputEvent>): void {
    const event = makeEvent();
    const isHeld = (name: 'control' | 'shift' | 'alt' | 'meta') => modifiers.includes(name);
    const held = { control: isHeld('control'), shift: isHeld('shift'), alt: isHeld('alt'), meta: isHeld('meta') };
    const key = keyCode.length === 1 && !held.shift ? keyCode.toLowerCase() : keyCode;
    this.emit('before-input-event', event, { type, key, code: keyCode, isAutoRepeat: false, ...held });
    if (event.defaultPrevented || type === 'char') return;
    const dispatched = type === 'keyUp' ? 'keyUp' : 'keyDown';
    void this.page().send('Input.dispatchKeyEvent', { type: dispatched, key, code: keyCode });
  }

  /** Makes the target with its preload, before anything is loaded. */
  async open(size: Size, { preload }: Prefs): Promise<void> {
    const browserContextId = await this.session.contextId();
    const { cdp, targetId } = await (await chromium()).open({ ...size, ...(browserContextId && { browserContextId }) });
    this.cdp = cdp;
    this.targetId = targetId;
    this.listen(cdp);
    this.frame = (await cdp.send('Page.getFrameTree')).frameTree.frame.id;
    ownFrame(this.frame, this);
    await watchDownloads(browserContextId === undefined ? {} : { browserContextId });
    await Promise.all([
      cdp.send('Page.enable'),
      cdp.send('Runtime.enable'),
      cdp.send('Inspector.enable'),
      cdp.send('Runtime.addBinding', { name: '__open' }),
      cdp.send('Runtime.addBinding', { name: '__toMain', executionContextName: 'preload' }),
      cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: mainWorldScript }),
      preload !== undefined &&
        cdp.send('Page.addScriptToEvaluateOnNewDocument', {
          source: preloadScript(readFileSync(preload, 'utf8')),
          worldName: 'preload',
        }),
      cdp.send('Fetch.enable', { patterns: [{ urlPattern: '*', resourceType: 'Document' }] }),
    ]);
  }

  async load(url: string): Promise<void> {
    this.target = new URL(url).href;
    const { errorText } = await this.page().send('Page.navigate', { url });
    if (errorText === undefined || errorText === 'net::ERR_ABORTED') return;
    this.emit('did-fail-load', makeEvent(), -102, errorText, url, true);
    throw Object.assign(new Error(`${errorText} (-102) loading '${url}'`), {
      code: errorText.slice(5),
      errno: -102,
      url,
    });
  }

  close(): void {
    this.destroyed = true;
    this.emit('destroyed');
  }

  page(): Cdp {
    if (!this.cdp) throw new Error('the window is still being opened');
    return this.cdp;
  }

  private listen(cdp: Cdp): void {
    cdp.on('Runtime.executionContextCreated', ({ context }) => {
      const { frameId } = (context.auxData ?? {}) as { frameId?: string };
      if (context.name === 'preload' && frameId === this.frame) this.preloadContext = context.id;
    });
    cdp.on('Page.frameNavigated', ({ frame }) => {
      if (frame.parentId !== undefined) return;
      this.url = frame.url;
      this.emit('did-navigate', makeEvent(), frame.url, 200, '');
      void this.session.apply(this as unknown as Electron.WebContents, frame.url);
    });
    cdp.on('Page.loadEventFired', () => this.emit('did-finish-load'));
    cdp.on('Inspector.targetCrashed', () =>
      this.emit('render-process-gone', makeEvent(), { reason: 'crashed', exitCode: 5 }),
    );
    cdp.on('Fetch.requestPaused', ({ requestId, request, frameId, redirectedRequestId }) => {
      const isAsked = frameId === this.frame && new URL(request.url).href !== this.target;
      const event = Object.assign(makeEvent(), { url: request.url, isMainFrame: true });
      if (isAsked) this.emit(redirectedRequestId ? 'will-redirect' : 'will-navigate', event, request.url);
      this.target = '';
      const answer = event.defaultPrevented
        ? cdp.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' })
        : cdp.send('Fetch.continueRequest', { requestId });
      // The window may be gone by now.
      void answer.catch(() => undefined);
    });
    cdp.on('Runtime.bindingCalled', ({ name, payload }) => {
      const said = JSON.parse(payload) as FromPage & Asked;
      if (name === '__open') this.askToOpen(said);
      else void this.answerPage(said);
    });
  }

  private askToOpen({ url, name }: Asked): void {
    const referrer = { url: this.url, policy: 'default' } as const;
    const details = { url, frameName: name, features: '', disposition: 'foreground-tab', referrer } as const;
    const answer = this.openHandler(details);
    if (answer.action === 'allow') this.openAllowed(url, answer.overrideBrowserWindowOptions ?? {});
  }

  private async answerPage({ id, channel, args }: FromPage): Promise<void> {
    const senderFrame = { url: this.url, origin: new URL(this.url).origin, parent: null };
    const event = { sender: this, senderFrame, processId: 1, frameId: 1 };
    if (id === undefined) {
      ipcMain.emit(channel, event, ...args);
      return;
    }
    try {
      await this.toPreload({ id, value: await ipcMain.call(channel, event, args) });
    } catch (error) {
      await this.toPreload({ id, error: `Error invoking remote method '${channel}': ${String(error)}` });
    }
  }

  private async toPreload(message: object): Promise<void> {
    const asked = { contextId: this.preloadContext, expression: `__fromMain(${JSON.stringify(message)})` };
    // The page may have gone on to another one.
    await this.page()
      .send('Runtime.evaluate', asked)
      .catch(() => undefined);
  }
}

null as unknown as WebContents satisfies Pick<
  Electron.WebContents,
  'id' | 'getURL' | 'isDestroyed' | 'setWindowOpenHandler' | 'send' | 'reload' | 'forcefullyCrashRenderer'
>;
