import type Electron from 'electron';
import { EventEmitter } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { closeChromium } from './browser.ts';
import { makeEvent, strict } from './strict.ts';

type AnyWindow = { readonly close: () => void; readonly isDestroyed: () => boolean };
type SecondStart = { readonly argv: string[]; readonly cwd: string; readonly given: unknown };

/** What the other parts of the double hold: windows to close at the end, processes to end. */
export const held = {
  windows: [] as AnyWindow[],
  children: new Set<{ readonly kill: () => boolean }>(),
  isQuitting: false,
};
/** What a test may look at and Electron does not tell. */
export const seen = { loginItem: {} as Electron.Settings, aboutShown: 0 };

const appRoot = findRoot(dirname(resolve(process.argv[1] ?? '.')));
const manifest = JSON.parse(readFileSync(join(appRoot, 'package.json'), 'utf8')) as Record<string, string>;
const name = manifest['productName'] ?? manifest['name'] ?? '';
const { XDG_CONFIG_HOME = join(homedir(), '.config') } = process.env;
const paths = new Map<string, string>([
  ['home', homedir()],
  ['temp', tmpdir()],
  ['appData', XDG_CONFIG_HOME],
  ['documents', join(homedir(), 'Documents')],
  ['downloads', join(homedir(), 'Downloads')],
  ['desktop', join(homedir(), 'Desktop')],
  ['exe', process.execPath],
]);
const switches = new Map<string, string>(
  process.argv.slice(2).flatMap((arg): [string, string][] => {
    const [, key, value = ''] = /^--([^=]+)(?:=(.*))?$/.exec(arg) ?? [];
    return key === undefined ? [] : [[key, value]];
  }),
);
let isReady = false;
let lock: Server | undefined;

type OwnApp = Pick<
  Electron.App,
  | 'name'
  | 'isPackaged'
  | 'getName'
  | 'getVersion'
  | 'getAppPath'
  | 'getLocale'
  | 'getPath'
  | 'setPath'
  | 'isReady'
  | 'whenReady'
  | 'requestSingleInstanceLock'
  | 'releaseSingleInstanceLock'
  | 'setLoginItemSettings'
  | 'getLoginItemSettings'
  | 'setAppUserModelId'
  | 'enableSandbox'
  | 'getGPUFeatureStatus'
  | 'quit'
  | 'exit'
>;

const events = new EventEmitter();
const own: OwnApp = {
  name,
  isPackaged: process.env['DOUBLE_PACKAGED'] === '1',
  getName: () => name,
  getVersion: () => manifest['version'] ?? '',
  getAppPath: () => appRoot,
  getLocale: () => 'vi',
  getPath: pathOf,
  setPath: (which, path) => void paths.set(which, path),
  isReady: () => isReady,
  whenReady: () => (isReady ? Promise.resolve() : new Promise<void>((done) => events.once('ready', () => done()))),
  requestSingleInstanceLock: takeLock,
  releaseSingleInstanceLock: releaseLock,
  setLoginItemSettings: (settings) => {
    seen.loginItem = settings;
  },
  getLoginItemSettings: () => ({ openAtLogin: false, ...seen.loginItem }) as Electron.LoginItemSettings,
  setAppUserModelId: () => undefined,
  enableSandbox: () => undefined,
  getGPUFeatureStatus: () => ({ gpu_compositing: 'disabled_software' }) as Electron.GPUFeatureStatus,
  quit,
  exit,
};
const commandLine = {
  appendSwitch: (key, value = '') => void switches.set(key, value),
  removeSwitch: (key) => void switches.delete(key),
  hasSwitch: (key) => switches.has(key),
  getSwitchValue: (key) => switches.get(key) ?? '',
} satisfies Pick<Electron.CommandLine, 'appendSwitch' | 'removeSwitch' | 'hasSwitch' | 'getSwitchValue'>;

export const app = strict('app', Object.assign(events, own, { commandLine }));

// Electron lives until it is told to quit.
setInterval(() => undefined, 1 << 30);
setImmediate(() =>
  setImmediate(() => {
    isReady = true;
    events.emit('ready', makeEvent(), {});
  }),
);
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, quit);

function findRoot(from: string): string {
  return existsSync(join(from, 'package.json')) ? from : findRoot(dirname(from));
}

function pathOf(which: string): string {
  const known = paths.get(which);
  if (known !== undefined) return known;
  if (which === 'userData') return join(pathOf('appData'), name);
  if (which === 'logs') return join(pathOf('userData'), 'logs');
  throw new Error(`Failed to get '${which}' path`);
}

/** A socket in userData; true at once or false at once, as the real one. */
function takeLock(given?: unknown): boolean {
  const socketPath = join(pathOf('userData'), 'double.lock');
  mkdirSync(pathOf('userData'), { recursive: true });
  if (isHeld(`${socketPath}.pid`)) {
    const second: SecondStart = { argv: process.argv, cwd: process.cwd(), given };
    const socket = connect(socketPath, () => socket.end(JSON.stringify(second))).on('error', () => undefined);
    return false;
  }
  writeFileSync(`${socketPath}.pid`, String(process.pid));
  rmSync(socketPath, { force: true });
  lock = createServer((socket) =>
    socket.on('data', (data: Buffer) => {
      const second = JSON.parse(data.toString()) as SecondStart;
      events.emit('second-instance', makeEvent(), second.argv, second.cwd, second.given);
    }),
  ).listen(socketPath);
  return true;
}

function isHeld(pidFile: string): boolean {
  try {
    return process.kill(Number(readFileSync(pidFile, 'utf8')), 0);
  } catch {
    return false;
  }
}

function releaseLock(): void {
  if (!lock) return;
  lock.close();
  lock = undefined;
  rmSync(join(pathOf('userData'), 'double.lock.pid'), { force: true });
}

/** before-quit, close of each window, will-quit, quit; each of the first three may say no. */
function quit(): void {
  if (held.isQuitting) return;
  held.isQuitting = true;
  const asks = (event: string) => {
    const asked = makeEvent();
    events.emit(event, asked);
    return !asked.defaultPrevented;
  };
  const close = () =>
    [...held.windows].every((window) => {
      window.close();
      return window.isDestroyed();
    });
  if (asks('before-quit') && close() && asks('will-quit')) {
    events.emit('quit', makeEvent(), 0);
    exit(0);
  }
  held.isQuitting = false;
}

function exit(code = 0): void {
  releaseLock();
  for (const child of held.children) child.kill();
  // A second start ends before its word to the first is out, unless the loop turns once more.
  setTimeout(() => void closeChromium().finally(() => process.exit(code)), 20);
}
