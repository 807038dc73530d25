import { realpathSync, statfsSync } from 'node:fs';
import type { CertConfig } from '../config/cert-config.ts';
import type { Environment, RawEnvironment } from '../config/env.ts';
import { StartProblem } from '../db/start-problem.ts';
import type { Finding } from './findings.ts';
import { type FolderKind, folderKind } from './folder-kind.ts';

type Place = {
  readonly folder: string;
  readonly platform: NodeJS.Platform;
  readonly environment: RawEnvironment;
};

/** Where the folder really lies, links followed. It must exist. */
export function kindOfPlace({ folder, platform, environment }: Place): FolderKind {
  const path = realpathSync(folder);
  const fileSystem = platform === 'linux' ? statfsSync(path).type : null;
  return folderKind({ path, platform, environment, fileSystem });
}

/** Refuses `network`: SQLite's write-ahead log needs one machine, and a share's locks do not hold. */
export function requireOwnDisk(kind: FolderKind, folder: string): void {
  if (kind.is !== 'network') return;
  throw new StartProblem(
    'network',
    folder,
    `${folder} is on a network drive (${kind.name}), where its database may be damaged: ` +
      'copy the whole folder to a disk of this PC and open it there',
  );
}

/** What is set or placed so that it may not do what was meant. */
export function findUnwise(kind: FolderKind, environment: Environment, config: CertConfig | null): Finding[] {
  const findings: Finding[] = [];
  const backend = environment.KV_BACKEND ?? config?.features.kv_backend ?? 'local';
  const workers = workersOf(environment);
  if (kind.is === 'synced') findings.push({ id: 'synced', level: 'warn', facts: { name: kind.name } });
  if (backend !== 'local') findings.push({ id: 'kv-backend', level: 'warn', facts: { backend } });
  else if (workers > 1) findings.push({ id: 'workers', level: 'warn', facts: { count: workers } });
  return findings;
}

/** The first one that is set counts. Source: upstream security/kv.py. */
function workersOf({ WEB_CONCURRENCY, GUNICORN_WORKERS, UVICORN_WORKERS }: Environment): number {
  const count = Number(WEB_CONCURRENCY ?? GUNICORN_WORKERS ?? UVICORN_WORKERS ?? '1');
  return Number.isInteger(count) ? count : 1;
}

/** A finding in the log of a start, in words that say what holds. */
export function toWarning({ id, facts }: Finding): string {
  if (id === 'kv-backend') {
    return `KV_BACKEND=${String(facts['backend'])} is not used by this version: everything stays on this PC, nothing is shared with other servers`;
  }
  if (id === 'workers') {
    return `KV_BACKEND=local with ${String(facts['count'])} workers is unsafe: this program runs as one process, whatever is set`;
  }
  return `the folder is inside ${String(facts['name'])}: two PCs that open it will lose data; move it out of there`;
}
