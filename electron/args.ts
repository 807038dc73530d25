import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

export type Asked = {
  readonly data: string | undefined;
  readonly port: string | undefined;
  readonly host: string | undefined;
  /** A missing or empty folder becomes the demo center, with nothing asked. */
  readonly demo: boolean;
  /** Open the kiosk as soon as the server is ready. */
  readonly kiosk: boolean;
  /** No window at the start: the tray alone. */
  readonly hidden: boolean;
  /** End the instance that runs on the same folder. */
  readonly quit: boolean;
  /** The center lies where all users of this PC share it. */
  readonly allUsers: boolean;
  /** Pages may be looked into by whoever started it. */
  readonly devtools: boolean;
  /** A command and its arguments, instead of windows. */
  readonly cli: readonly string[] | null;
};

/** What was asked for on the command line; switches that Chromium or Electron take are passed over. */
export function readAsked(argv: readonly string[]): Asked {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const at = argv.indexOf('--cli');
  const { values } = parseArgs({
    args: argv.slice(0, at < 0 ? undefined : at),
    strict: false,
    options: {
      ...{ data: text, port: text, host: text, demo: flag, kiosk: flag, hidden: flag, quit: flag, devtools: flag },
      'all-users': flag,
    },
  });
  const textOf = (value: string | boolean | undefined) =>
    typeof value === 'string' && value !== '' ? value : undefined;
  const isOn = (value: string | boolean | undefined) => value === true;
  return {
    data: textOf(values.data),
    port: textOf(values.port),
    host: textOf(values.host),
    demo: isOn(values.demo),
    kiosk: isOn(values.kiosk),
    hidden: isOn(values.hidden),
    quit: isOn(values.quit),
    allUsers: isOn(values['all-users']),
    devtools: isOn(values.devtools),
    cli: at < 0 ? null : argv.slice(at + 1),
  };
}

/**
 * Switches of Chromium that would let anyone at this PC look into the pages or loosen what guards them. An installed
 * program takes none of them; in a checkout tests need the first.
 */
export const refusedSwitches: readonly string[] = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'remote-allow-origins',
  'disable-web-security',
  'load-extension',
  'host-rules',
  'host-resolver-rules',
  'ignore-certificate-errors',
];

type Place = {
  readonly asked: string | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly currentFolder: string;
  /** Electron's own folder for this program's data. */
  readonly userData: string;
  /** The center folder that all users of this PC share. */
  readonly machine: string;
  /** `--all-users`. */
  readonly isForAll: boolean;
};

/**
 * The center folder as the server and the command line choose it, and the shell's own folder: one for each center
 * folder, so that the lock is per center and no browser profile lies in a center.
 */
export function chooseFolders({ asked, environment, currentFolder, userData, machine, isForAll }: Place) {
  const usual = join(userData, 'center');
  const named = asked ?? (isForAll ? machine : environment['PORTAL_DATA_DIR']);
  const here = [currentFolder, usual, machine].find((folder) => existsSync(join(folder, 'cert.config.json'))) ?? usual;
  const center = named === undefined || named === '' ? here : resolve(currentFolder, named);
  const mark = createHash('sha256').update(center).digest('hex').slice(0, 16);
  return { center, shell: center === usual ? userData : join(userData, `shell-${mark}`) };
}

/** The server's arguments. An empty or missing folder begins with the first run, as with `npm start` in a browser. */
export function serverArguments(center: string, { port, host, demo }: Pick<Asked, 'port' | 'host' | 'demo'>): string[] {
  const given = Object.entries({ port, host }).flatMap(([name, value]) => (value ? [`--${name}`, value] : []));
  return ['--data', center, demo ? '--demo' : '--setup', ...given];
}
