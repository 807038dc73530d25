import { createPublicKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { createWatchedFile, describeFileError } from '../files/watched-file.ts';
import type { Log } from '../log.ts';
import { keyIdOf } from './key-files.ts';

/** A public key that signs no more. Instants; `to` is when it was retired or withdrawn. */
export type RetiredKey = {
  readonly id: string;
  readonly key: KeyObject;
  readonly spki: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly status: 'retired' | 'compromised';
};

const Instant = z.iso.datetime();
const KeyList = z.array(
  z.object({
    id: z.string().regex(/^[0-9a-f]{32}$/),
    from: Instant.nullable().default(null),
    to: Instant.nullable().default(null),
    status: z.enum(['active', 'retired', 'compromised']),
  }),
);

type Parts = { readonly folder: string; readonly clock: Clock; readonly log: Log };

const listMaxBytes = 1024 * 1024;

/** The keys of `keys/keys.json`, each beside it as `<id>.pem`, newest first. Without that list there are none. */
export function createRetiredKeys({ folder, clock, log }: Parts) {
  const list = createWatchedFile({
    path: join(folder, 'keys.json'),
    what: 'key list',
    read: (content): RetiredKey[] =>
      KeyList.parse(JSON.parse(content.toString('utf8')))
        .flatMap(load)
        .sort(newestFirst),
    maxBytes: listMaxBytes,
    clock,
    log: { ...log, warn: warnUnlessMissing },
  });

  /** A center that never rotated its keys has no list: nothing to report. */
  function warnUnlessMissing(event: string, facts: Parameters<Log['warn']>[1]): void {
    if (facts?.['problem'] !== 'does not exist') log.warn(event, facts);
  }

  function load({ id, from, to, status }: z.infer<typeof KeyList>[number]): RetiredKey[] {
    if (status === 'active') return [];
    const path = join(folder, `${id}.pem`);
    try {
      const key = createPublicKey(readFileSync(path));
      if (key.asymmetricKeyType !== 'rsa' || keyIdOf(key) !== id) throw new Error('is not the RSA key of that id');
      return [{ id, key, spki: key.export({ type: 'spki', format: 'der' }).toString('base64'), from, to, status }];
    } catch (error) {
      log.warn('file.broken', { what: 'retired key', path, problem: describeFileError(error) });
      return [];
    }
  }

  return {
    list: (): readonly RetiredKey[] => {
      const state = list.get();
      return state.ok ? state.value : [];
    },
  };
}

function newestFirst(one: RetiredKey, other: RetiredKey): number {
  return (other.to ?? '').localeCompare(one.to ?? '');
}
