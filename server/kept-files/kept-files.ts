import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Clock, toInstant } from '../clock.ts';
import type { CertConfig } from '../config/cert-config.ts';
import { readEnvironment } from '../config/env.ts';
import { configFileName, ConfigError, parseConfig } from '../config/load-config.ts';
import type { InTransaction } from '../db/transactions.ts';
import { replaceFile } from '../files/replace-file.ts';
import type { Log } from '../log.ts';
import { Refusal } from '../refusal.ts';
import { cutLine } from './cut-line.ts';
import { shapeOf } from './environment-shape.ts';
import { type KeptFile, type KeptFilesStore, type KeptKind, readKeptFiles } from './kept-files.store.ts';

const environmentName = '.env';
const fix = 'lvt-cert config restore';

/** Throws with what is wrong about the bytes of a key file, in words. */
export type KeyReaders = { readonly readPublicKey: (content: Buffer) => unknown };

type Parts = {
  readonly root: string;
  readonly config: CertConfig;
  readonly store: KeptFilesStore;
  readonly inTransaction: InTransaction;
  readonly keys: KeyReaders;
  readonly clock: Clock;
  readonly log: Log;
};

/**
 * What reading config and environment gives. Where they cannot be used (ConfigError) and good ones are kept, the
 * refusal offers them.
 */
export function withOffer<T>(root: string, keys: KeyReaders, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const broken = findBrokenFiles(root, readKeptFiles(join(root, 'data', 'portal.db')), keys);
    if (broken.length === 0) throw error;
    throw new ConfigError(error.message, {
      ...error.hints,
      isMissing: error.isMissing,
      kept: { folder: root, files: broken },
    });
  }
}

/** Refuses (ConfigError) an .env that is cut short or gone where a whole one is known: its secrets would be made anew. */
export function requireWholeEnvironment(root: string, kept: readonly KeptFile[], isSecretGiven: boolean): void {
  const good = kept.find(({ kind }) => kind === 'environment-shape');
  const path = join(root, environmentName);
  if (!good || (isSecretGiven && !existsSync(path))) return;
  const problem = environmentProblem(path, good);
  if (problem !== null) throw new ConfigError(`${path}: ${problem}`, { cutEnvironment: { folder: root } });
}

/**
 * After a start that went well: keeps each file as it is now. A key that is not good stays kept as it was.
 */
export function keepGoodFiles({ root, config, store, inTransaction, keys, clock, log }: Parts): void {
  const before = store.list();
  const { public_key_path: publicKey } = config.features.qr_verify;
  const names: Readonly<Record<KeptKind, string>> = {
    config: configFileName,
    'public-key': publicKey,
    'environment-shape': environmentName,
  };
  const files = toRestorable(before).map((file) => ({ ...file, problem: problemOf(root, file, keys) }));
  const broken = files.filter(({ kind, name, problem }) => names[kind] === name && problem !== null);
  for (const { name, problem, at } of broken) log.warn('kept-file.broken', { name, problem, kept: at, fix });

  const fresh = kinds.flatMap((kind) => {
    const name = names[kind];
    const path = join(root, name);
    if (!existsSync(path)) return [];
    const file = { kind, name, content: contentToKeep(kind, path), at: toInstant(clock.now()) };
    const isKept = before.some((old) => old.kind === kind && old.name === name && old.content.equals(file.content));
    return isKept || problemOf(root, file, keys) !== null ? [] : [file];
  });
  try {
    inTransaction(() => {
      store.forgetSecrets();
      fresh.forEach(store.put);
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // The center is open; the next start keeps them.
    log.warn('file.not-kept', { reason: error.message });
  }
}

const kinds: readonly KeptKind[] = ['config', 'public-key', 'environment-shape'];

function contentToKeep(kind: KeptKind, path: string): Buffer {
  const content = readFileSync(path);
  return kind === 'environment-shape' ? Buffer.from(shapeOf(content.toString('utf8'))) : content;
}

/** The files that are missing or broken now and can be put back. */
export function findBrokenFiles(root: string, kept: readonly KeptFile[], keys: KeyReaders): KeptFile[] {
  return toRestorable(kept).filter((file) => problemOf(root, file, keys) !== null);
}

/** The kept files that hold their whole content. */
export function toRestorable(kept: readonly KeptFile[]): KeptFile[] {
  return kept.filter(({ kind }) => kind !== 'environment-shape');
}

/** Where the file that was in the way has gone; null where there was none. */
export type Restored = { readonly name: string; readonly aside: string | null };

/** Puts a kept file back, durably; the one in its place is kept aside as `name.broken-TIME`. */
export function restoreFile(root: string, { name, content }: KeptFile, clock: Clock): Restored {
  const path = join(root, name);
  const aside = existsSync(path) ? `${name}.broken-${toInstant(clock.now()).replaceAll(/[-:]/g, '')}` : null;
  if (aside !== null) renameSync(path, join(root, aside));
  mkdirSync(dirname(path), { recursive: true });
  replaceFile(path, content, 0o644);
  return { name, aside };
}

/** What is wrong with the file as it is now, in words; null where it is good. */
function problemOf(root: string, file: KeptFile, keys: KeyReaders): string | null {
  const path = join(root, file.name);
  if (file.kind === 'environment-shape') return environmentProblem(path, file);
  if (!existsSync(path)) return 'is missing';
  try {
    const content = readFileSync(path);
    if (file.kind === 'config') parseConfig(content.toString('utf8'), path);
    else keys.readPublicKey(content);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function environmentProblem(path: string, { content: shape }: KeptFile): string | null {
  if (!existsSync(path)) return 'is missing';
  const line = cutLine(readFileSync(path, 'utf8'), shape.toString('utf8'));
  if (line !== null) return `is cut short at line ${line}`;
  try {
    readEnvironment(dirname(path), {});
    return null;
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
}
