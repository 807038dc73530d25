import type { CertConfig } from '../config/cert-config.ts';
import type { FolderState } from './inspect-folder.ts';
import type { CenterPaths } from './paths.ts';

/** What goes to the worker and comes back from it. */
export type PrepareInput = {
  readonly paths: CenterPaths;
  readonly config: CertConfig;
  readonly state: FolderState;
};
export type PrepareProgress = { readonly step: 'checking' | 'copying' | 'indexing'; readonly rows: number };
export type PrepareReport = PrepareProgress | { readonly line: string };
