import type { Clock } from '../clock.ts';
import type { Database } from '../db/open-database.ts';
import { createTransactions, type InTransaction } from '../db/transactions.ts';
import type { Log } from '../log.ts';
import { isSameBoot } from './boot-id.ts';
import { isDurable, isOneTime, isWrittenThrough, type Kv, readCounter } from './kv.ts';
import { createKvTable, type KvEntry } from './kv-tables.ts';

export type LocalKvParts = {
  /** kv.db, opened volatile by `openKvDatabase`. */
  readonly kvDb: Database;
  /** portal.db, which keeps the keys that must survive a power cut. */
  readonly portalDb: Database;
  readonly inTransaction: InTransaction;
  readonly clock: Clock;
  readonly bootId: string;
  readonly log: Log;
  readonly onFatal: (error: unknown) => void;
  readonly limits?: KvLimits;
};
export type KvLimits = { readonly keys: number; readonly captchas: number };
export type LocalKv = ReturnType<typeof createLocalKv>;

const writeBehindMs = 250;
const sweepMs = 10_000;

/**
 * Volatile values in memory. Captchas and counters reach the disk in one transaction every 250 ms and at close; one-time
 * codes before the answer; gates and the denylist in portal.db, before the answer and safe from a power cut.
 */
export function createLocalKv(parts: LocalKvParts) {
  const { clock, log, limits = { keys: 200_000, captchas: 20_000 } } = parts;
  const inKvTransaction = createTransactions(parts.kvDb, parts.onFatal);
  const volatileTable = createKvTable(parts.kvDb, 'kv');
  const durableTable = createKvTable(parts.portalDb, 'kv_durable');
  const entries = loadEntries(parts);
  const captchas = new Set([...entries.keys()].filter((key) => key.startsWith('captcha:')));
  const dirty = new Set<string>();
  const writer = setInterval(() => quietly(flush), writeBehindMs).unref();
  const sweeper = setInterval(sweep, sweepMs).unref();

  function read(key: string): KvEntry | undefined {
    // An operator may have written it, or taken it away, while this runs.
    const entry = isDurable(key) ? durableTable.find(key) : entries.get(key);
    if (!entry || entry.expiresAt === null || entry.expiresAt > clock.now()) return entry;
    // Whoever reads must not be turned away because this cannot be written now.
    quietly(() => write(key, undefined));
    return undefined;
  }

  /** Disk first where the disk is promised: a write that fails there has not happened here either. */
  function write(key: string, entry: KvEntry | undefined): void {
    if (isDurable(key)) parts.inTransaction(() => durableTable.write(key, entry));
    else if (isWrittenThrough(key)) inKvTransaction(() => volatileTable.write(key, entry));
    else dirty.add(key);
    entries.delete(key);
    captchas.delete(key);
    if (!entry) return;
    entries.set(key, entry);
    if (key.startsWith('captcha:')) captchas.add(key);
    dropOldest();
  }

  /** Sets and maps keep the order of insertion, so the first is the oldest. */
  function dropOldest(): void {
    while (captchas.size > limits.captchas || (entries.size > limits.keys && captchas.size > 0)) {
      const [oldest] = captchas;
      if (oldest !== undefined) write(oldest, undefined);
    }
    if (entries.size <= limits.keys) return;
    for (const key of entries.keys()) {
      if (isDurable(key)) continue;
      write(key, undefined);
      return;
    }
  }

  function expiryOf(ttlSeconds: number | undefined): number | null {
    return ttlSeconds === undefined ? null : clock.now() + Math.ceil(ttlSeconds) * 1000;
  }

  function setNow(key: string, value: string, ttlSeconds?: number): void {
    const isGone = ttlSeconds !== undefined && ttlSeconds <= 0;
    write(key, isGone ? undefined : { value, expiresAt: expiryOf(ttlSeconds) });
  }

  function deleteNow(key: string): void {
    if (entries.has(key) || isDurable(key)) write(key, undefined);
  }

  function consumeNow(key: string): string | null {
    const entry = read(key);
    if (!entry) return null;
    write(key, undefined);
    return entry.value;
  }

  function incrNow(key: string, ttlSeconds?: number): number {
    const entry = read(key);
    const count = readCounter(entry?.value ?? null);
    const expiresAt = entry && count !== null ? entry.expiresAt : expiryOf(ttlSeconds);
    const next = (count ?? 0) + 1;
    write(key, { value: String(next), expiresAt });
    return next;
  }

  function scanNow(prefix: string, limit = 100): string[] {
    const found: string[] = [];
    for (const key of entries.keys()) {
      if (found.length >= limit) break;
      if (key.startsWith(prefix) && read(key)) found.push(key);
    }
    return found;
  }

  /** What was written behind goes to disk now. */
  function flush(): void {
    if (dirty.size > 0) writeDirty(() => undefined);
  }

  function writeDirty(andThen: () => void): void {
    inKvTransaction(() => {
      for (const key of dirty) volatileTable.write(key, entries.get(key));
      andThen();
    });
    dirty.clear();
  }

  function quietly(write: () => void): void {
    try {
      write();
    } catch (error) {
      // Nothing acknowledged is at stake; the keys stay marked and go with the next turn.
      log.warn('kv.flush-failed', { reason: error instanceof Error ? error.message : String(error) });
    }
  }

  function sweep(): void {
    const now = clock.now();
    for (const [key, { expiresAt }] of entries) {
      if (expiresAt !== null && expiresAt <= now) quietly(() => write(key, undefined));
    }
  }

  /**
   * Writes what is left and marks a clean end; on a full disk neither, and the next start finds an unclean one. The
   * databases stay open; who opened them closes them.
   */
  function close(): void {
    clearInterval(writer);
    clearInterval(sweeper);
    quietly(() => writeDirty(() => setState(parts.kvDb, 'is-clean', '1')));
  }

  const face: Kv = {
    get: (key) => settle(() => read(key)?.value ?? null),
    set: (key, value, ttlSeconds) => settle(() => setNow(key, value, ttlSeconds)),
    delete: (key) => settle(() => deleteNow(key)),
    exists: (key) => settle(() => read(key) !== undefined),
    scanPrefix: (prefix, limit) => settle(() => scanNow(prefix, limit)),
    consume: (key) => settle(() => consumeNow(key)),
    incr: (key, ttlSeconds) => settle(() => incrNow(key, ttlSeconds)),
  };
  return { ...face, flush, sweep, close };
}

/** The work itself runs at once, so no other caller can come between; only its outcome is a promise. */
function settle<T>(work: () => T): Promise<T> {
  return new Promise((resolve) => {
    resolve(work());
  });
}

/**
 * One-time values are dropped where the machine was started since, as a cut may have brought back used ones, and
 * captchas also where the program ended without a flush: the use of one may not have reached the disk.
 */
function loadEntries({ kvDb, portalDb, clock, bootId }: LocalKvParts): Map<string, KvEntry> {
  const wasClean = stateOf(kvDb, 'is-clean') === '1';
  const isRebooted = !isSameBoot(stateOf(kvDb, 'boot-id') ?? bootId, bootId);
  const isKept = (key: string) => !(isOneTime(key) && (isRebooted || (!wasClean && key.startsWith('captcha:'))));
  const volatileTable = createKvTable(kvDb, 'kv');
  const entries = new Map<string, KvEntry>();
  kvDb.transaction(() => {
    for (const [key, entry] of volatileTable.all()) {
      if (isKept(key) && !isPast(entry, clock)) entries.set(key, entry);
      else volatileTable.write(key, undefined);
    }
    setState(kvDb, 'is-clean', '0');
    setState(kvDb, 'boot-id', bootId);
  })();
  const durableTable = createKvTable(portalDb, 'kv_durable');
  portalDb.transaction(() => {
    for (const [key, entry] of durableTable.all()) {
      if (isPast(entry, clock)) durableTable.write(key, undefined);
      else entries.set(key, entry);
    }
  })();
  return entries;
}

function isPast({ expiresAt }: KvEntry, clock: Clock): boolean {
  return expiresAt !== null && expiresAt <= clock.now();
}

function stateOf(db: Database, name: string): string | undefined {
  return db.prepare<[string], string>('SELECT value FROM kv_state WHERE name = ?').pluck().get(name);
}

function setState(db: Database, name: string, value: string): void {
  db.prepare<[string, string]>('INSERT OR REPLACE INTO kv_state VALUES (?, ?)').run(name, value);
}
