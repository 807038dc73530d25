import BetterSqlite3 from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { type Clock, toInstant } from '../clock.ts';
import { StartProblem } from './start-problem.ts';
import { isBusy, sqliteCode } from './sqlite-errors.ts';

const Owner = z.object({ machine: z.string(), host: z.string(), pid: z.number(), since: z.string(), seen: z.number() });
type Owner = z.infer<typeof Owner>;

export type InstanceLock = { readonly release: () => void };

const heartbeatMs = 30_000;
const freshMs = 120_000;

/**
 * Makes this program the only one on a center folder. The lock is the operating system's, on an SQLite file that
 * holds one row (an empty one could not be locked on a full disk): it is gone with the process, however that ends.
 * The caller must keep what this returns: a collected handle would open the door. Refuses `in-use`, also where another
 * machine wrote its note less than two minutes ago (a synced or shared folder).
 * Nothing in this process may open instance.lock or portal.db as a plain file meanwhile: on POSIX, closing such a file
 * lets go of every lock the process has on it.
 */
export function acquireInstanceLock(dataFolder: string, clock: Clock): InstanceLock {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const path = join(dataFolder, 'instance.lock');
  const notePath = join(dataFolder, 'instance.owner.json');
  const owner = { machine: machineId(), host: hostname(), pid: process.pid, since: toInstant(clock.now()) };
  refuseOtherMachine(dataFolder, readOwner(notePath), owner.machine, clock);
  const db = lockFile(path, dataFolder, notePath);
  const writeNote = () => writeOwner(notePath, { ...owner, seen: clock.now() });
  writeNote();
  const heartbeat = setInterval(writeNote, heartbeatMs).unref();

  function release(): void {
    clearInterval(heartbeat);
    if (db.open) {
      writeOwner(notePath, { ...owner, seen: 0 });
      db.close();
    }
  }
  return { release };
}

function lockFile(path: string, dataFolder: string, notePath: string): BetterSqlite3.Database {
  if (!existsSync(path)) writeFileSync(path, '', { mode: 0o600, flag: 'a' });
  const db = new BetterSqlite3(path, { timeout: 0 });
  try {
    db.pragma('locking_mode = EXCLUSIVE');
    db.exec(`BEGIN EXCLUSIVE; CREATE TABLE IF NOT EXISTS holder (id INTEGER PRIMARY KEY);
      INSERT OR IGNORE INTO holder VALUES (1); COMMIT; BEGIN EXCLUSIVE`);
    return db;
  } catch (error) {
    db.close();
    if (isBusy(error)) throw inUse(dataFolder, readOwner(notePath));
    if (/^SQLITE_(NOTADB|CORRUPT)/.test(sqliteCode(error) ?? '')) {
      const what = `${path} is damaged: close every LUONVUITUOI-CERT and delete this file`;
      throw new StartProblem('damaged', path, what, { case: 'lock' });
    }
    throw error;
  }
}

function refuseOtherMachine(dataFolder: string, owner: Owner | null, machine: string, clock: Clock): void {
  if (!owner || owner.machine === machine) return;
  const age = clock.now() - owner.seen;
  if (age >= 0 && age < freshMs) throw inUse(dataFolder, owner);
}

function inUse(dataFolder: string, owner: Owner | null): StartProblem {
  const by = owner ? ` (process ${owner.pid} on ${owner.host}, since ${owner.since})` : '';
  return new StartProblem(
    'in-use',
    dataFolder,
    `${dirname(dataFolder)} is already open in another program${by}: use that one, or close it first`,
    { folder: dirname(dataFolder), ...(owner && { case: 'by', pid: owner.pid, host: owner.host, since: owner.since }) },
  );
}

function readOwner(path: string): Owner | null {
  try {
    return Owner.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    // The note only tells who holds the lock; missing or cut short, the lock itself still counts.
    return null;
  }
}

function writeOwner(path: string, owner: Owner): void {
  try {
    writeFileSync(`${path}.new`, JSON.stringify(owner), { mode: 0o600 });
    renameSync(`${path}.new`, path);
  } catch {
    // On a full or slow disk the program goes on: the lock does not depend on the note.
  }
}

/** The same for every start on this machine, and telling nothing about it. */
function machineId(): string {
  return createHash('sha256').update(machineName()).digest('hex').slice(0, 16);
}

function machineName(): string {
  try {
    return readFileSync('/etc/machine-id', 'utf8').trim();
  } catch {
    // Only Linux has that file.
    return hostname();
  }
}
