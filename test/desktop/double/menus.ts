import type Electron from 'electron';
import { EventEmitter } from 'node:events';
import { app } from './app.ts';
import { strict } from './strict.ts';
import { BrowserWindow } from './windows.ts';

type Options = Electron.MenuItemConstructorOptions;

const roles: Readonly<Record<string, (window: BrowserWindow | null) => void>> = {
  quit: () => app.quit(),
  close: (window) => window?.close(),
  minimize: (window) => window?.minimize(),
  togglefullscreen: (window) => window?.setFullScreen(!window.isFullScreen()),
};
/** What Chromium or the system does: with the text in focus, its size, the windows of macOS. */
const systemRoles = new Set([
  ...['undo', 'redo', 'cut', 'copy', 'paste', 'selectAll', 'zoomIn', 'zoomOut', 'resetZoom'],
  ...['hide', 'hideOthers'],
]);

/** An item of a menu; clicking one that a person could not click is an error. */
export class MenuItem {
  readonly id: string;
  readonly label: string;
  readonly type: string;
  readonly role: string | undefined;
  readonly submenu: Menu | undefined;
  readonly click: () => void;
  enabled: boolean;
  visible: boolean;
  checked: boolean;

  constructor(options: Options) {
    const { id = '', label = '', type = 'normal', role, submenu, enabled = true, visible = true } = options;
    requireRole(role);
    this.id = id;
    this.label = label;
    this.type = type;
    this.role = role;
    this.submenu = Array.isArray(submenu) ? Menu.buildFromTemplate(submenu) : undefined;
    this.enabled = enabled;
    this.visible = visible;
    this.checked = options.checked ?? false;
    this.click = () => {
      if (!this.enabled || !this.visible) throw new Error(`a person cannot click "${label}"`);
      if (type === 'checkbox') this.checked = !this.checked;
      const window = BrowserWindow.getFocusedWindow();
      if (role !== undefined) roles[role]?.(window);
      else options.click?.(this as unknown as Electron.MenuItem, window as unknown as Electron.BaseWindow, {});
    };
  }
}

function requireRole(role: string | undefined): void {
  const isKnown = role === undefined || role in roles || systemRoles.has(role);
  if (!isKnown) throw new Error(`electron double has no role ${role}`);
}

export class Menu extends EventEmitter {
  static readonly application: { menu: Menu | null } = { menu: null };
  static buildFromTemplate(template: readonly Options[]): Menu {
    const menu = new Menu();
    menu.items.push(...template.map((options) => new MenuItem(options)));
    return menu;
  }
  static setApplicationMenu(menu: Menu | null): void {
    Menu.application.menu = menu;
  }
  static getApplicationMenu(): Menu | null {
    return Menu.application.menu;
  }

  readonly items: MenuItem[] = [];

  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id);
      if (found) return found;
    }
    return null;
  }
}

export const trays: Tray[] = [];

export class Tray extends EventEmitter {
  menu: Menu | null = null;
  toolTip = '';
  private gone = false;

  readonly image: unknown;

  constructor(image: unknown) {
    super();
    this.image = image;
    trays.push(this);
    return strict('Tray', this);
  }
  setToolTip(text: string): void {
    this.toolTip = text;
  }
  setContextMenu(menu: Menu | null): void {
    this.menu = menu;
  }
  destroy(): void {
    this.gone = true;
  }
  isDestroyed(): boolean {
    return this.gone;
  }
}

null as unknown as Tray satisfies Pick<Electron.Tray, 'setToolTip' | 'destroy' | 'isDestroyed'>;
