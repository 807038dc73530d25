import { homedir, hostname } from 'node:os';
import { existsSync } from 'node:fs';
import nodeModule from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { type Arguments, readArguments, UsageError } from './arguments.ts';
import type { Reopen } from './backup/backup.ts';
import { recoverRestore } from './backup/swap.ts';
import { toEnding } from './cli/errors.ts';
import { systemClock } from './clock.ts';
import { chooseCenterFolder } from './config/center-folder.ts';
import { chooseLocale } from './config/choose-locale.ts';
import type { CertConfig } from './config/cert-config.ts';
import { type Environment, processEnvironment, type RawEnvironment, readEnvironment } from './config/env.ts';
import { configFileName, loadConfig, readNamedColors } from './config/load-config.ts';
import { connectDesktop } from './desktop/desktop-link.ts';
import { createOwnWindow } from './desktop/own-window.ts';
import { networkCards, ownAddresses, toBaseUrl } from './http/addresses.ts';
import { createDoor } from './http/door.ts';
import { kindOfPlace } from './files/folder-kind.ts';
import { needsFirstRun, openFirstRun } from './first-run.ts';
import { createRollingFile } from './files/rolling-file.ts';
import { findLittleRoom, findUnwise, toWarning } from './health/start-advice.ts';
import { type CenterFace, createHttpServer } from './http/http-server.ts';
import { createTranslate, type Locale } from './i18n/translate.ts';
import { withOffer } from './kept-files/kept-files.ts';
import { createAnnouncer } from './lan/announcer.ts';
import { createNetwork } from './lan/network.ts';
import { createLog, joinLogs } from './log.ts';
import { openFolder } from './open-folder.ts';
import { requireOwnDisk } from './opening/own-disk.ts';
import { systemRandom } from './random.ts';
import type { Way } from './setup/setup.contract.ts';
import { readPublicKey, writeKeyPair } from './verify/key-files.ts';

type CenterFiles = { readonly config: CertConfig; readonly environment: Environment; readonly madeBy: Way | undefined };

const defaultPort = 5000;
const defaultHost = '127.0.0.1';
/** The ready line waits for the center, but not longer than this after listening. */
const readyPatienceMs = 2000;
/** By then templates and fonts are prepared. */
const startSettlesMs = 3000;
/** A signal so soon after the first is no wish of its own. */
const echoMs = 1000;
const clock = systemClock;
const desktop = connectDesktop();
const ownWindow = createOwnWindow(desktop);
const keyReaders = { readPublicKey };
/** Ten files of 10 MiB in logs/, from level info; the console has what needs someone. */
const logFile = createRollingFile('server', { maxBytes: 10 * 1024 * 1024, files: 10 });
const log = joinLogs(
  createLog((line) => void process.stderr.write(`${line}\n`), clock.now),
  createLog(logFile.write, clock.now, 'info'),
);
/** What a signal ends. */
const running = { stop: () => Promise.resolve() };
/** What both the first run and an open center stand on. */
const world = {
  pagesFolder: findPages(),
  addresses: ownAddresses,
  hostName: hostname(),
  clock,
  random: systemRandom,
  log,
  onFatal: end,
};
/** What the last words are said in: the system's language until the center's is known. */
const spoken = { locale: (): Locale => localeAt('') };

try {
  process.on('uncaughtException', end);
  requireNode(process.versions.node);
  nodeModule.enableCompileCache();
  await run();
} catch (error) {
  end(error);
}

async function run(): Promise<void> {
  const asked = readArguments(process.argv.slice(2));
  const outside = processEnvironment();
  const found = findCenter(asked, outside);
  const recovered = await recoverRestore(found.root, clock);
  spoken.locale = () => localeAt(found.configPath);
  stopOnSignals();
  if (asked.demo) {
    const { ensureDemoCenter } = await import('./demo/make-demo-center.ts');
    await ensureDemoCenter(found.root, { environment: outside, writeKeyPair, clock, log });
  }
  const made = asked.setup && needsFirstRun(found.root, outside) ? await setUp(asked, outside, found.root) : null;
  await serveCenter(asked, outside, { ...found, recovered, made });
}

type Made = { readonly way: Way; readonly port: number };

/** The first run, until there is a center. The port stays the same afterwards, for the page that is open. */
async function setUp(asked: Arguments, outside: RawEnvironment, root: string): Promise<Made> {
  const environment = readEnvironment(root, outside);
  const host = asked.host ?? environment.HOST ?? defaultHost;
  const firstRun = openFirstRun({ ...world, root, outside, locale: spoken.locale(), host, homeFolder: homedir() });
  running.stop = firstRun.close;
  const port = await firstRun.listen(asked.port ?? environment.PORT ?? defaultPort);
  sayReady(host, port);
  const way = await firstRun.made;
  await firstRun.close();
  return { way, port };
}

type Found = {
  readonly root: string;
  readonly configPath: string;
  /** How a restore that was cut off came to its end. */
  readonly recovered: Awaited<ReturnType<typeof recoverRestore>>;
  readonly made: Made | null;
};

async function serveCenter(asked: Arguments, outside: RawEnvironment, { root, configPath, recovered, made }: Found) {
  const config = withOffer(root, keyReaders, () => loadConfig(configPath));
  spoken.locale = () => config.project.locale;
  const environment = withOffer(root, keyReaders, () => readEnvironment(root, outside));
  const kind = kindOfPlace({ folder: root, platform: process.platform, environment: outside });
  requireOwnDisk(kind, root);
  const findings = [...findUnwise(kind, environment, config), ...findLittleRoom(root)];
  for (const finding of findings) log.warn(toWarning(finding));
  const byHand = asked.host ?? environment.HOST;
  const host = byHand ?? defaultHost;

  const door = createDoor<CenterFace>();
  const names = createAnnouncer({ log });
  const server = createHttpServer({
    ...world,
    door,
    locale: config.project.locale,
    allowedOrigins: environment.ALLOWED_ORIGINS,
    publicBaseUrl: environment.PUBLIC_BASE_URL,
    trustProxyHeaders: environment.TRUST_PROXY_HEADERS,
    forceHsts: environment.FORCE_HSTS,
    host,
    localName: names.host,
    isOwnWindow: ownWindow.isShownIn,
  });
  const network = createNetwork({
    isFixed: byHand !== undefined,
    listener: server.lan,
    names,
    port: () => port,
    cards: networkCards,
  });
  // A restore brings another config and environment along; what listens stays as it was started.
  const prepare = (read: CenterFiles) =>
    openFolder({
      desktop,
      ...world,
      ...read,
      ...{ root, outside, network, reopen },
      namedColors: readNamedColors(configPath),
      publicBaseUrl: () => read.environment.PUBLIC_BASE_URL ?? network.url() ?? toBaseUrl(host, port),
      isHeldBack: asked.setup,
    });
  const reopen: Reopen = (work) => {
    door.close('restoring');
    const reopened = async () => {
      await folder.close(work);
      folder = prepare({
        config: loadConfig(configPath),
        environment: readEnvironment(root, outside),
        madeBy: undefined,
      });
      folder.claim();
      await folder.open(door);
    };
    reopened().catch(end);
  };
  let folder = prepare({ config, environment, madeBy: made?.way });
  folder.claim();
  openLogs(root, recovered);
  const port = await server.listen(made?.port ?? asked.port ?? environment.PORT ?? defaultPort);
  running.stop = async () => {
    await server.close();
    await folder.close();
  };

  const opened = folder.open(door).catch(end);
  await Promise.race([opened, pause(readyPatienceMs)]);
  if (!made) sayReady(host, port);
  await opened;
  nodeModule.flushCompileCache();
  setTimeout(collectStart, startSettlesMs).unref();
}

function openLogs(root: string, recovered: Found['recovered']): void {
  logFile.open(join(root, 'logs'));
  if (recovered !== null) log.warn('restore.recovered', { how: recovered });
}

/** The start fills a young generation that visits never fill again so soon: 15 MiB go back to the system. */
function collectStart(): void {
  globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}

function sayReady(host: string, port: number): void {
  const origin = toBaseUrl(host === '0.0.0.0' || host === '::' ? defaultHost : host, port);
  process.stdout.write(`ready ${origin}\n`);
  desktop.tell({ type: 'ready', origin, locale: spoken.locale() });
}

/** A Node of the system may be older than what the packages bring along: said in one line instead of a stack. */
function requireNode(version: string): void {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return;
  throw new UsageError('cli.usage.old-node', { version });
}

/**
 * Drains what runs, closes the databases, ends with 0. A second signal ends at once, unless it is the echo of the
 * first: a terminal signals the whole group, and a launcher passes its own on.
 */
function stopOnSignals(): void {
  let stoppingSince: number | null = null;
  const stop = () => {
    if (stoppingSince !== null) {
      if (clock.elapsed() - stoppingSince >= echoMs) process.exit(0);
      return;
    }
    stoppingSince = clock.elapsed();
    running.stop().then(() => process.exit(0), end);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  desktop.onMessage(({ type }) => {
    if (type === 'stop') stop();
  });
}

/** The center folder and its config: named by hand, else as everywhere. */
function findCenter({ data, config }: Arguments, environment: RawEnvironment) {
  const currentFolder = process.cwd();
  const named = config === undefined ? undefined : resolve(currentFolder, config);
  const asked = data ?? (named && dirname(named));
  const where = { environment, currentFolder, platform: process.platform, homeFolder: homedir() };
  const root = chooseCenterFolder({ asked, ...where });
  return { root, configPath: named ?? join(root, configFileName) };
}

function localeAt(configPath: string): Locale {
  return chooseLocale({ configPath, environment: processEnvironment() });
}

/** What is wrong on stderr and an exit code; what is no expected ending is a bug and has its stack in the log. */
function end(error: unknown): void {
  const { exitCode, message } = toEnding(error, createTranslate(spoken.locale()), { missingConfig: 1 });
  if (exitCode === 70) log.error('process.failed', { stack: error instanceof Error ? (error.stack ?? '') : '' });
  process.stderr.write(`${message}\n`);
  desktop.tell({ type: 'failed', exitCode, message });
  process.exit(exitCode);
}

/** Beside a built server, or in the build of a checkout that runs from its sources. */
function findPages(): string {
  const ofCheckout = join(import.meta.dirname, '..', 'dist', 'renderer');
  return existsSync(ofCheckout) ? ofCheckout : join(import.meta.dirname, '..', 'renderer');
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
