import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Where a folder lies that the program brings along as plain files: in `resources/` of a checkout, or beside the
 * archive of an installed program. Both are two or three folders above, in the sources and in a build.
 */
export function shippedFolder(name: string): string {
  const ofCheckout = join(import.meta.dirname, '..', '..', 'resources', name);
  return existsSync(ofCheckout) ? ofCheckout : join(import.meta.dirname, '..', '..', '..', name);
}
