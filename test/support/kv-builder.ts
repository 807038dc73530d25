import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openKvDatabase } from '../../server/kv/kv-tables.ts';
import { createLocalKv, type KvLimits } from '../../server/kv/kv.local.ts';
import { aPortal } from './portal-builder.ts';
import { aClock, aFolder, aLog } from './scratch.ts';

/** A local KV on real files. `kill` leaves the files as they are, without a flush; `restart` opens them again. */
export function aLocalKv({ limits }: { readonly limits?: KvLimits } = {}) {
  const { db: portalDb, inTransaction } = aPortal();
  const path = join(aFolder(), 'kv.db');
  const clock = aClock();
  const log = aLog();
  const onFatal = (error: unknown) => {
    throw error;
  };
  function open(bootId = 'boot-1') {
    const kvDb = openKvDatabase(path, log);
    const kv = createLocalKv({ kvDb, portalDb, inTransaction, clock, bootId, log, onFatal, ...(limits && { limits }) });
    const stop = () => {
      kv.close();
      kvDb.close();
    };
    onTestFinished(() => {
      if (kvDb.open) stop();
    });
    const kill = () => {
      kvDb.close();
    };
    return { ...kv, stop, kill };
  }
  return { open, path, clock, log, portalDb };
}
