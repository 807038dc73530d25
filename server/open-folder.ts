import { join } from 'node:path';
import { createCenter, type Center, type CenterParts } from './center.ts';
import type { Environment } from './config/env.ts';
import { closeDatabase, type Database, openDatabase } from './db/open-database.ts';
import type { Door } from './http/door.ts';
import type { CenterFace } from './http/http-server.ts';
import { openKvDatabase } from './kv/kv-tables.ts';
import { prepareSchema } from './opening/schema.store.ts';
import { Refusal } from './refusal.ts';

type Parts = Omit<CenterParts, 'portalDb' | 'kvDb' | 'isPanelOnLan'> & { readonly environment: Environment };

export type OpenFolder = ReturnType<typeof openFolder>;

/** The center folder from lock to last write: databases, the parts above them, the first account. */
export function openFolder({ environment, ...parts }: Parts) {
  const { root, config, log } = parts;
  let databases: readonly Database[] = [];
  let center: Center | null = null;

  /** Opens the databases and lets callers in. What makes the folder unusable is shown at the door instead. */
  async function open(door: Door<CenterFace>): Promise<void> {
    const portalDb = openDatabase(join(root, 'data', 'portal.db'));
    prepareSchema(portalDb, config);
    const kvDb = openKvDatabase(join(root, 'data', 'kv.db'), log);
    databases = [kvDb, portalDb];
    const isPanelOnLan = environment.PANEL_ON_LAN || environment.TRUST_PROXY_HEADERS;
    center = createCenter({ ...parts, portalDb, kvDb, isPanelOnLan });
    center.audit.adopt();
    await createFirstUser(center);
    door.open(center.face);
    void center.certificates.prepare();
  }

  async function createFirstUser({ users }: Center): Promise<void> {
    const { ADMIN_DEFAULT_PASSWORD: password, ADMIN_DEFAULT_EMAIL: email } = environment;
    if (password === undefined) return;
    try {
      if (await users.createFirst(email, password)) log.info('admin.first-account', {});
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      // Students need no account: the start goes on, and says what to mend.
      log.warn('ADMIN_DEFAULT_PASSWORD made no account', { reason: error.message });
    }
  }

  function close(): void {
    center?.close();
    for (const db of databases) closeDatabase(db);
  }

  return { open, close };
}
