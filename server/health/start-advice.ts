import { statfsSync } from 'node:fs';
import type { CertConfig } from '../config/cert-config.ts';
import type { Environment } from '../config/env.ts';
import type { FolderKind } from '../files/folder-kind.ts';
import type { Finding } from './findings.ts';

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

const mib = 1024 ** 2;
/** Below this staff are told; an import is refused below a quarter of it. */
const leastRoomMib = 1024;

/** A disk that is nearly full. */
export function findLittleRoom(folder: string): Finding[] {
  const { bavail, bsize } = statfsSync(folder);
  const free = Math.floor((bavail * bsize) / mib);
  return free < leastRoomMib ? [{ id: 'room', level: 'warn', facts: { free, folder } }] : [];
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
  if (id === 'room') {
    return `the disk of ${String(facts['folder'])} has ${String(facts['free'])} MiB left: make room; imports are refused below 256 MiB`;
  }
  return `the folder is inside ${String(facts['name'])}: two PCs that open it will lose data; move it out of there`;
}
