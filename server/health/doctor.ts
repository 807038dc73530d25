import { accessSync, constants, existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MissingGlyph } from '../certificates/certificates.ts';
import type { CertConfig } from '../config/cert-config.ts';
import { type Environment, type RawEnvironment, readEnvironment } from '../config/env.ts';
import { configFileName, ConfigError, loadConfig } from '../config/load-config.ts';
import { kindOfPlace } from '../files/folder-kind.ts';
import type { Student } from '../students/students.ts';
import type { Finding } from './findings.ts';
import { findMissingGlyphs } from './missing-glyphs.ts';
import { looseMode } from './rights.ts';
import { findLittleRoom, findUnwise } from './start-advice.ts';

/** What can be asked of an open database; it stays unopened where a newer program has used it. */
export type DatabaseCheck =
  | { readonly is: 'missing' }
  | { readonly is: 'newer'; readonly version: number }
  | { readonly is: 'broken'; readonly why: string }
  | {
      readonly is: 'open';
      readonly accounts: number;
      readonly students: () => Iterable<Student>;
      readonly close: () => void;
    };

type Parts = {
  readonly folder: string;
  readonly environment: RawEnvironment;
  readonly platform: NodeJS.Platform;
  readonly checkDatabase: (config: CertConfig) => DatabaseCheck;
  /** Files that are missing or broken and whose last good content is kept, with the instant it is of. */
  readonly keptFiles: () => readonly { readonly name: string; readonly at: string }[];
  /** Lines about signing keys, empty where all is well. */
  readonly keyProblems: (config: CertConfig) => readonly string[];
  readonly certificates: (config: CertConfig) => {
    /** Lines about fonts and templates. */
    readonly problems: () => Promise<readonly string[]>;
    readonly missingGlyphs: (row: Student['columns']) => readonly MissingGlyph[];
  };
};

/** What is wrong with a center folder, worst first. Changes nothing in it; a running server is not disturbed. */
export async function examineFolder(parts: Parts): Promise<Finding[]> {
  const { folder } = parts;
  if (!existsSync(join(folder, configFileName))) {
    return [{ id: 'no-config', level: 'bad', facts: { path: join(folder, configFileName) } }, ...offerKept(parts)];
  }
  const environment = attempt(() => readEnvironment(folder, parts.environment), 'environment');
  const config = attempt(() => loadConfig(join(folder, configFileName)), 'config');
  const findings = [
    ...config.findings,
    ...environment.findings,
    ...checkPlace(parts, environment.value, config.value),
    ...checkAddress(environment.value),
    ...checkMail(environment.value, config.value),
    ...offerKept(parts),
  ];
  if (config.value) findings.push(...(await checkContent(parts, config.value)));
  return findings.sort((one, other) => Number(one.level === 'warn') - Number(other.level === 'warn'));
}

function offerKept({ folder, keptFiles }: Parts): Finding[] {
  return keptFiles().map(({ name, at }) => ({ id: 'kept', level: 'warn', facts: { name, at, folder } }));
}

function attempt<Value>(read: () => Value, id: 'config' | 'environment'): { value: Value | null; findings: Finding[] } {
  try {
    return { value: read(), findings: [] };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { value: null, findings: [{ id, level: 'bad', facts: { why: error.message } }] };
  }
}

function checkPlace(parts: Parts, settings: Environment | null, config: CertConfig | null): Finding[] {
  const { folder, platform } = parts;
  const kind = kindOfPlace(parts);
  const findings = [...(settings ? findUnwise(kind, settings, config) : []), ...findLittleRoom(folder)];
  if (!isWritable(folder)) findings.push({ id: 'unwritable', level: 'bad', facts: { path: folder } });
  if (kind.is === 'network') findings.push({ id: 'network', level: 'bad', facts: { name: kind.name } });
  return [...findings, ...checkRights(join(folder, '.env'), platform)];
}

/** By writing: rights alone do not tell of a read-only disk. */
function isWritable(folder: string): boolean {
  const probe = join(folder, `.doctor-${process.pid}`);
  try {
    accessSync(folder, constants.W_OK);
    writeFileSync(probe, '', { flag: 'wx' });
    rmSync(probe);
    return true;
  } catch {
    // Whatever keeps us from writing is the finding.
    return false;
  }
}

/** A secret that others on this PC can read. */
function checkRights(path: string, platform: NodeJS.Platform): Finding[] {
  const mode = looseMode(path, platform);
  return mode === null ? [] : [{ id: 'rights', level: 'bad', facts: { path, mode } }];
}

/** Of the server, where nobody names another. */
const usualPort = 5000;

/** Codes are printed with this address in them: one that only this PC can reach helps nobody who scans. */
function checkAddress(environment: Environment | null): Finding[] {
  if (!environment) return [];
  const { PUBLIC_BASE_URL: url, HOST: host, PORT: port } = environment;
  const isLoopback = (name: string) => /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/i.test(name);
  const isReachable = url === undefined ? host !== undefined && !isLoopback(host) : !isLoopback(new URL(url).hostname);
  return isReachable
    ? []
    : [{ id: 'address', level: 'warn', facts: { url: url ?? `http://127.0.0.1:${port || usualPort}` } }];
}

/** Where people sign in by mail, nobody comes in without it. */
function checkMail(environment: Environment | null, config: CertConfig | null): Finding[] {
  if (!environment || !config || config.admin.auth_mode === 'password') return [];
  const isSet = environment.RESEND_API_KEY !== undefined || environment.SMTP_URL !== undefined;
  return isSet ? [] : [{ id: 'mail', level: 'bad', facts: { mode: config.admin.auth_mode } }];
}

async function checkContent(parts: Parts, config: CertConfig): Promise<Finding[]> {
  const { private_key_path: privateKey } = config.features.qr_verify;
  const certificates = parts.certificates(config);
  const files = await certificates.problems();
  const findings: Finding[] = [
    ...checkRights(join(parts.folder, privateKey), parts.platform),
    ...parts.keyProblems(config).map((why): Finding => ({ id: 'key', level: 'bad', facts: { why } })),
    ...files.map((why): Finding => ({ id: 'template', level: 'bad', facts: { why } })),
  ];
  if (config.student_search.mode === 'name_dob_captcha' && config.data_mapping.dob_col === null) {
    findings.push({ id: 'no-dob', level: 'bad', facts: {} });
  }
  return [...findings, ...checkDatabase(parts.checkDatabase(config), certificates.missingGlyphs, files.length === 0)];
}

function checkDatabase(
  database: DatabaseCheck,
  missingGlyphs: (row: Student['columns']) => readonly MissingGlyph[],
  areFontsGood: boolean,
): Finding[] {
  switch (database.is) {
    case 'missing':
      return [];
    case 'newer':
      return [{ id: 'newer', level: 'bad', facts: { version: database.version } }];
    case 'broken':
      return [{ id: 'database', level: 'bad', facts: { why: database.why } }];
    case 'open':
      try {
        const accounts: Finding[] = database.accounts > 0 ? [] : [{ id: 'no-account', level: 'warn', facts: {} }];
        return areFontsGood ? [...checkGlyphs(database.students(), missingGlyphs), ...accounts] : accounts;
      } finally {
        database.close();
      }
  }
}

function checkGlyphs(
  students: Iterable<Student>,
  missingGlyphs: (row: Student['columns']) => readonly MissingGlyph[],
): Finding[] {
  const rows = [...findMissingGlyphs(students, missingGlyphs)];
  const count = new Set(rows.map(({ round_id: round, sbd }) => `${round} ${sbd}`)).size;
  return count === 0 ? [] : [{ id: 'glyphs', level: 'bad', facts: { count }, rows }];
}
