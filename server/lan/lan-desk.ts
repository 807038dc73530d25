import type { CertConfig } from '../config/cert-config.ts';
import type { Database } from '../db/open-database.ts';
import { runInWorker, workerUrl } from '../jobs/run-in-worker.ts';
import { createLan, type Lan } from './lan.ts';
import { createLanStore } from './lan.store.ts';

type Parts = Omit<Parameters<typeof createLan>[0], 'store' | 'drawPoster' | 'centerName' | 'slug' | 'brand'> & {
  readonly portalDb: Database;
  readonly config: CertConfig;
};

/** The network part over its settings; the poster is drawn beside the kiosks. */
export function createLanDesk({ portalDb, config: { project }, ...parts }: Parts): Lan {
  return createLan({
    ...parts,
    store: createLanStore(portalDb),
    centerName: project.name,
    slug: project.slug,
    brand: project.branding.primary_color,
    drawPoster: async (facts) => (await runInWorker(workerUrl(import.meta.url, 'poster'), facts)) as Uint8Array,
  });
}
