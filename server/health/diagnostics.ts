import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism, freemem, release, totalmem, uptime } from 'node:os';
import { join } from 'node:path';
import { type Clock, toInstant } from '../clock.ts';
import type { CertConfig } from '../config/cert-config.ts';
import { type RawEnvironment, readEnvironment } from '../config/env.ts';
import { configFileName, ConfigError, loadConfig } from '../config/load-config.ts';
import { createTranslate } from '../i18n/translate.ts';
import { sizesOf } from './center-sizes.ts';
import { safeLogLine, safeWords } from './safe-words.ts';

type Finding = {
  readonly id: string;
  readonly level: string;
  readonly facts: Readonly<Record<string, string | number>>;
  readonly rows?: readonly unknown[];
};
type Counts = { readonly format: number; readonly tables: readonly { readonly name: string; readonly rows: number }[] };

export type DiagnosticsParts = {
  readonly root: string;
  readonly environment: RawEnvironment;
  /** Of the checks, whoever made them. */
  readonly findings: readonly Finding[];
  /** Rows of portal.db by table; throws where it cannot be read. */
  readonly countRows: (root: string, config: CertConfig | null) => Counts;
  /** Of this program. */
  readonly version: string;
  readonly clock: Clock;
};

/** `lvt-diagnostics-20260520-0800.txt`, in UTC. */
export function diagnosticsFileName({ now }: Clock): string {
  const [day = '', time = ''] = toInstant(now()).replace(/[-:]/g, '').split('T');
  return `lvt-diagnostics-${day}-${time.slice(0, 4)}.txt`;
}

type Lines = readonly string[];
const mib = 1024 ** 2;
const keptLogLines = 400;

/**
 * A text for whoever helps from afar: versions, settings without secrets, what the checks found, sizes, counts, the last
 * lines of the log. Built only from what is known to be harmless: nobody's name, number or address, no key, token or
 * password, no path above the center folder.
 */
export function writeDiagnostics(parts: DiagnosticsParts): string {
  const { root, clock } = parts;
  const config = attempt(() => loadConfig(join(root, configFileName)));
  const [vi, en] = [createTranslate('vi'), createTranslate('en')];
  const sections: readonly (readonly [string, () => Lines])[] = [
    ['program', () => programLines(parts)],
    ['checks', () => parts.findings.map(findingLine)],
    ['settings', () => (config.value ? settingLines(config.value) : [config.problem])],
    ['environment', () => environmentLines(parts)],
    ['sizes', () => sizesOf(root).map(({ name, files, bytes }) => `${name}: ${bytes} bytes, ${files} files`)],
    ['rows', () => countLines(parts.countRows(root, config.value))],
    ['log', () => logLines(root)],
  ];
  const told = sections.flatMap(([name, read]) => ['', `[${name}]`, ...safely(read)]);
  const head = [vi('diagnostics.head'), en('diagnostics.head'), '', toInstant(clock.now())];
  return [...head, ...told, ''].join('\n');
}

/** One part that cannot be read must not keep the others away. */
function safely(read: () => Lines): Lines {
  try {
    return read();
  } catch (error) {
    return [`cannot be read ${safeWords(String(error))}`];
  }
}

function attempt<Value>(read: () => Value): { readonly value: Value | null; readonly problem: string } {
  try {
    return { value: read(), problem: '' };
  } catch (error) {
    return { value: null, problem: problemOf(error) };
  }
}

/** Of a wrong config only the members it is about: what they hold may be anything. */
function problemOf(error: unknown): string {
  if (!(error instanceof ConfigError)) return `cannot be read ${safeWords(String(error))}`;
  const members = [...error.message.matchAll(/^ {2}- ([\w.<>]+):/gm)].map(([, member]) => member);
  const { line } = error.hints;
  return ['wrong', error.isMissing ? 'missing' : '', ...members, line ? `line ${line}` : ''].filter(Boolean).join(' ');
}

function programLines({ version }: DiagnosticsParts): Lines {
  const { electron = 'none', node } = process.versions;
  return [
    `version: ${version}`,
    `node: ${node}, electron: ${electron}`,
    `system: ${process.platform} ${release()} ${process.arch}`,
    `processors: ${availableParallelism()}`,
    `memory: ${Math.round(totalmem() / mib)} MiB, free ${Math.round(freemem() / mib)} MiB`,
    `system up: ${Math.floor(uptime() / 60)} min`,
    `time zone: ${Intl.DateTimeFormat().resolvedOptions().timeZone}`,
  ];
}

function findingLine({ id, level, facts, rows }: Finding): string {
  const numbers = Object.entries(facts).filter(([, value]) => typeof value === 'number');
  const why = facts['why'];
  return [
    `${level}: ${id}`,
    ...numbers.map(([name, value]) => `${name}=${value}`),
    ...(rows ? [`rows=${rows.length}`] : []),
    ...(typeof why === 'string' ? [safeWords(why)] : []),
  ].join(' ');
}

function settingLines(config: CertConfig): Lines {
  const { data_mapping: columns, student_search: search, admin, features, desktop, layout, project } = config;
  const isSet = (value: unknown) => (value === null || value === undefined || value === '' ? 'no' : 'yes');
  return [
    `locale: ${project.locale}`,
    `rounds: ${config.rounds.length}, subjects: ${config.subjects.length}, fonts: ${Object.keys(config.fonts).length}`,
    `layout: ${layout.page_size.join(' x ')} pt, ${Object.keys(layout.fields).length} fields`,
    `columns: dob ${isSet(columns.dob_col)}, school ${isSet(columns.school_col)}, grade ${isSet(columns.grade_col)}, phone ${isSet(columns.phone_col)}, extra ${columns.extra_cols.length}`,
    `search: ${search.mode}, staff ${search.admin_mode}`,
    `sign-in: ${admin.auth_mode}, several users ${admin.multi_user}`,
    `qr: ${features.qr_verify.enabled}, shipment: ${features.shipment.enabled}, mail codes: ${features.otp_email.enabled} (${features.otp_email.provider}), sheet log: ${features.gsheet_log.enabled}, kv: ${features.kv_backend}`,
    `kiosk: keyboard ${desktop.kiosk.keyboard}, download ${desktop.kiosk.download}, trusted ${desktop.kiosk.trust_window}`,
    `contact: phone ${isSet(desktop.contact.phone)}, hours ${isSet(desktop.contact.hours)}, desk ${isSet(desktop.contact.desk)}`,
  ];
}

/** Which variables are set, and those that are only on or off. */
function environmentLines({ root, environment }: DiagnosticsParts): Lines {
  const { value, problem } = attempt(() => readEnvironment(root, environment));
  if (!value) return [problem];
  const set = Object.entries(value).filter(([, one]) => one !== undefined && one !== false);
  return set.map(([name, one]) => `${name}: ${typeof one === 'boolean' || typeof one === 'number' ? one : 'set'}`);
}

function countLines({ format, tables }: Counts): Lines {
  return [`format: ${format}`, ...tables.map(({ name, rows }) => `${name}: ${rows}`)];
}

function logLines(root: string): Lines {
  const paths = ['server.1.log', 'server.log']
    .map((name) => join(root, 'logs', name))
    .filter((path) => existsSync(path));
  const lines = paths.flatMap((path) =>
    readFileSync(path, 'utf8')
      .split('\n')
      .slice(-keptLogLines - 1),
  );
  return lines
    .filter((line) => line !== '')
    .slice(-keptLogLines)
    .map(safeLogLine);
}
