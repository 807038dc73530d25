import { join } from 'node:path';

const cache = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'lvt-tests');

/**
 * What a program that a test starts has of this environment: where programs are found, and nothing that would change
 * what it does. Its sources are compiled once for all starts, which halves the time of each.
 */
export function childEnvironment(): { readonly PATH: string; readonly NODE_COMPILE_CACHE: string } {
  const { PATH = '' } = process.env;
  return { PATH, NODE_COMPILE_CACHE: cache };
}
