import { isAbsolute, join } from 'node:path';
import type { CertConfig } from '../config/cert-config.ts';

/** Where a center folder keeps its records. */
export type CenterPaths = {
  readonly data: string;
  readonly portal: string;
  readonly kv: string;
  readonly backups: string;
  /** The database of an upstream project, taken over where there is no portal.db. */
  readonly upstreamDatabase: string;
  readonly upstreamStore: string;
};

/** `kvLocalPath` is KV_LOCAL_PATH. A `.json` there is upstream's store: it is taken over, never written. */
export function centerPaths(root: string, { project }: Pick<CertConfig, 'project'>, kvLocalPath?: string): CenterPaths {
  const data = join(root, 'data');
  const named = kvLocalPath === undefined ? null : isAbsolute(kvLocalPath) ? kvLocalPath : join(root, kvLocalPath);
  const isUpstreamStore = named?.endsWith('.json') ?? false;
  return {
    data,
    portal: join(data, 'portal.db'),
    kv: named !== null && !isUpstreamStore ? named : join(data, 'kv.db'),
    backups: join(root, 'backups'),
    upstreamDatabase: join(data, `${project.slug}.db`),
    upstreamStore: named !== null && isUpstreamStore ? named : join(root, '.kv', 'store.json'),
  };
}
