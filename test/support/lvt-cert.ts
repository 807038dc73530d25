import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { childEnvironment } from './child-environment.ts';

const entry = join(import.meta.dirname, '..', '..', 'server', 'cli', 'main.ts');

type Given = { readonly environment?: Readonly<Record<string, string>>; readonly input?: string };

/** Runs `lvt-cert` as a person does, from its sources, in `folder`, which is also the home. */
export function lvtCert(folder: string, args: readonly string[], { environment = {}, input = '' }: Given = {}) {
  const run = spawnSync(process.execPath, [entry, ...args], {
    cwd: folder,
    encoding: 'utf8',
    input,
    env: { ...childEnvironment(), HOME: folder, ...environment },
  });
  return { code: run.status, out: run.stdout, errors: run.stderr };
}
