import type { Database } from '../db/open-database.ts';

const lookupKey = 'feature:public_lookup_enabled';
const downloadKey = 'feature:public_download_enabled';
const scheduleKey = 'gates.schedule';
const doneKey = 'gates.schedule-done';
const messageKey = 'gates.message';

/** The two switches as they are stored; null until staff save them for the first time. */
export type StoredGates = { readonly lookup: string | null; readonly download: string | null };

export type GatesStore = ReturnType<typeof createGatesStore>;

/** The durable keys of the gates, read from the database each time: another process may have written them. */
export function createGatesStore(db: Database) {
  const select = db.prepare<[string, string], { key: string; value: string }>(
    'SELECT key, value FROM kv_durable WHERE key IN (?, ?)',
  );
  const upsert = db.prepare<[string, string]>(
    'INSERT OR REPLACE INTO kv_durable (key, value, expires_at) VALUES (?, ?, NULL)',
  );

  function read(): StoredGates {
    let lookup: string | null = null;
    let download: string | null = null;
    for (const { key, value } of select.all(lookupKey, downloadKey)) {
      if (key === lookupKey) lookup = value;
      else download = value;
    }
    return { lookup, download };
  }

  /** Inside the transaction that tells of it in the log. */
  function write(lookup: boolean, download: boolean): void {
    upsert.run(lookupKey, lookup ? '1' : '0');
    upsert.run(downloadKey, download ? '1' : '0');
  }

  const selectSetting = db.prepare<[string], string>('SELECT value FROM settings WHERE key = ?').pluck();
  const upsertSetting = db.prepare<[string, string, string]>('INSERT OR REPLACE INTO settings VALUES (?, ?, ?)');

  /** The plan as JSON, null until staff make one. */
  function readSchedule(): string | null {
    return selectSetting.get(scheduleKey) ?? null;
  }
  /** Unix ms of the planned change that was carried out last, or of the saving; 0 where there is none. */
  function readDone(): number {
    return Date.parse(selectSetting.get(doneKey) ?? '') || 0;
  }
  function writeDone(instant: string): void {
    upsertSetting.run(doneKey, instant, instant);
  }
  /** Inside the transaction that tells of it in the log. */
  function writeSchedule(json: string, instant: string): void {
    upsertSetting.run(scheduleKey, json, instant);
    writeDone(instant);
  }
  function readMessage(): string | null {
    return selectSetting.get(messageKey) ?? null;
  }
  /** Inside the transaction that tells of it in the log. */
  function writeMessage(json: string, instant: string): void {
    upsertSetting.run(messageKey, json, instant);
  }

  return { read, write, readSchedule, readDone, writeDone, writeSchedule, readMessage, writeMessage };
}
