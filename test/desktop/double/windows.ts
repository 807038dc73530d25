import type Electron from 'electron';
import { EventEmitter } from 'node:events';
import { pathToFileURL } from 'node:url';
import { app, held } from './app.ts';
import { chromium } from './browser.ts';
import { makeEvent, strict } from './strict.ts';
import { WebContents } from './web-contents.ts';

type Options = Electron.BrowserWindowConstructorOptions;
type Bounds = Electron.Rectangle;

let last = 0;
/** The focused one first. */
let all: BrowserWindow[] = [];

/** A window: a target of the one Chromium, with the model of what a person would see around it. */
export class BrowserWindow extends EventEmitter {
  static getAllWindows(): BrowserWindow[] {
    return [...all];
  }
  static getFocusedWindow(): BrowserWindow | null {
    return all.find((one) => one.isFocused()) ?? null;
  }
  static fromWebContents(contents: unknown): BrowserWindow | null {
    return all.find((one) => one.webContents === contents) ?? null;
  }

  private static readonly known = new Map<number, BrowserWindow>();

  readonly id = ++last;
  readonly webContents: WebContents;
  private readonly up: Promise<void>;
  private readonly parent: BrowserWindow | null;
  private bounds: Bounds;
  private title: string;
  private isOn: { visible: boolean; kiosk: boolean; fullScreen: boolean; minimized: boolean; maximized: boolean };
  private onTop: boolean;
  private gone = false;

  constructor(options: Options = {}) {
    super();
    const { webPreferences = {}, title = '', parent = null, alwaysOnTop = false, show = true, kiosk = false } = options;
    requireSafe(webPreferences);
    this.bounds = boundsOf(options);
    this.title = title;
    this.parent = parent as unknown as BrowserWindow | null;
    this.onTop = alwaysOnTop;
    this.isOn = { visible: show, kiosk, fullScreen: kiosk, minimized: false, maximized: false };
    this.webContents = new WebContents(webPreferences);
    this.webContents.openAllowed = (url, given) => void new BrowserWindow(given).loadURL(url);
    const self = strict<BrowserWindow>('BrowserWindow', this);
    all.unshift(self);
    held.windows.push(self);
    BrowserWindow.known.set(this.id, self);
    this.up = this.open(webPreferences);
    this.up.catch((error: unknown) => {
      if (!this.gone) throw error;
    });
    app.emit('web-contents-created', makeEvent(), this.webContents);
    app.emit('browser-window-created', makeEvent(), self);
    return self;
  }

  async loadURL(url: string): Promise<void> {
    await this.up;
    if (!this.gone) await this.webContents.load(url);
  }
  loadFile(path: string): Promise<void> {
    return this.loadURL(pathToFileURL(path).href);
  }
  show(): void {
    this.isOn.visible = true;
    this.focus();
  }
  hide(): void {
    this.isOn.visible = false;
  }
  isVisible(): boolean {
    return this.isOn.visible;
  }
  focus(): void {
    all = [this.self(), ...all.filter((one) => one.id !== this.id)];
    void this.whenUp(() => this.webContents.page().send('Page.bringToFront'));
  }
  isFocused(): boolean {
    return all[0]?.id === this.id;
  }
  minimize(): void {
    this.isOn.minimized = true;
  }
  restore(): void {
    this.isOn.minimized = false;
  }
  isMinimized(): boolean {
    return this.isOn.minimized;
  }
  maximize(): void {
    this.isOn.maximized = true;
  }
  unmaximize(): void {
    this.isOn.maximized = false;
  }
  isMaximized(): boolean {
    return this.isOn.maximized;
  }
  getBounds(): Bounds {
    return { ...this.bounds };
  }
  getNormalBounds(): Bounds {
    return { ...this.bounds };
  }
  setBounds(bounds: Partial<Bounds>): void {
    this.bounds = { ...this.bounds, ...bounds };
    this.emit('resize');
  }
  setKiosk(on: boolean): void {
    this.isOn.kiosk = on;
    this.setFullScreen(on);
  }
  isKiosk(): boolean {
    return this.isOn.kiosk;
  }
  setFullScreen(on: boolean): void {
    this.isOn.fullScreen = on;
    void this.whenUp(() => this.fill(on));
  }
  isFullScreen(): boolean {
    return this.isOn.fullScreen;
  }
  setAlwaysOnTop(on: boolean): void {
    this.onTop = on;
  }
  isAlwaysOnTop(): boolean {
    return this.onTop;
  }
  getParentWindow(): BrowserWindow | null {
    return this.parent;
  }
  setMenu(): void {
    // Nothing is drawn around the page.
  }
  setTitle(title: string): void {
    this.title = title;
  }
  getTitle(): string {
    return this.title;
  }
  isDestroyed(): boolean {
    return this.gone;
  }
  close(): void {
    const event = makeEvent();
    this.emit('close', event);
    if (!event.defaultPrevented) this.destroy();
  }
  destroy(): void {
    if (this.gone) return;
    this.gone = true;
    for (const child of all.filter((one) => one.getParentWindow()?.id === this.id)) child.destroy();
    all = all.filter((one) => one.id !== this.id);
    held.windows = held.windows.filter((one) => one !== this.self());
    void this.whenUp(async () => {
      const { root } = await chromium();
      await root.send('Target.closeTarget', { targetId: this.webContents.targetId });
    });
    this.webContents.close();
    this.emit('closed');
    if (all.length === 0 && !held.isQuitting && !app.emit('window-all-closed')) app.quit();
  }

  private async open(webPreferences: Electron.WebPreferences): Promise<void> {
    const { width, height } = this.bounds;
    await this.webContents.open({ width, height }, webPreferences);
    if (this.isOn.fullScreen) await this.fill(true);
    setImmediate(() => this.emit('ready-to-show'));
  }

  private async fill(on: boolean): Promise<void> {
    const { root } = await chromium();
    const { windowId } = await root.send('Browser.getWindowForTarget', { targetId: this.webContents.targetId });
    await root.send('Browser.setWindowBounds', { windowId, bounds: { windowState: on ? 'fullscreen' : 'normal' } });
  }

  /** What Chromium is told of a window that may be gone by then. */
  private async whenUp(what: () => Promise<unknown>): Promise<void> {
    await this.up.then(what).catch(() => undefined);
  }

  private self(): BrowserWindow {
    return BrowserWindow.known.get(this.id) ?? this;
  }
}

function boundsOf({ x = 0, y = 0, width = 800, height = 600 }: Options): Bounds {
  return { x, y, width, height };
}

function requireSafe({ nodeIntegration, contextIsolation, sandbox, webSecurity }: Electron.WebPreferences): void {
  const isUnsafe = nodeIntegration === true || [contextIsolation, sandbox, webSecurity].includes(false);
  if (isUnsafe) throw new Error('the double has safe windows only');
}

null as unknown as BrowserWindow satisfies Pick<
  Electron.BrowserWindow,
  | 'id'
  | 'loadURL'
  | 'loadFile'
  | 'show'
  | 'hide'
  | 'isVisible'
  | 'focus'
  | 'isFocused'
  | 'minimize'
  | 'restore'
  | 'isMinimized'
  | 'maximize'
  | 'unmaximize'
  | 'isMaximized'
  | 'getBounds'
  | 'getNormalBounds'
  | 'setBounds'
  | 'setKiosk'
  | 'isKiosk'
  | 'setFullScreen'
  | 'isFullScreen'
  | 'setAlwaysOnTop'
  | 'isAlwaysOnTop'
  | 'setMenu'
  | 'setTitle'
  | 'getTitle'
  | 'isDestroyed'
  | 'close'
  | 'destroy'
>;
