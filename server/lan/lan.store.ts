import type { Database } from '../db/open-database.ts';

export type LanSettings = {
  readonly is_on: boolean;
  readonly is_panel_on: boolean;
  readonly card: string | null;
};

export type Poster = { readonly url: string; readonly at: string; readonly wifi: string };

const switchKey = 'lan.switch';
const posterKey = 'lan.poster';
const nameKey = 'lan.name';
const off: LanSettings = { is_on: false, is_panel_on: false, card: null };

export type LanStore = ReturnType<typeof createLanStore>;

/** What staff switched, and the poster they made last, among the settings. */
export function createLanStore(db: Database) {
  const select = db.prepare<[string], string>('SELECT value FROM settings WHERE key = ?').pluck();
  const upsert = db.prepare<[string, string, string]>('INSERT OR REPLACE INTO settings VALUES (?, ?, ?)');

  function read(): LanSettings {
    const text = select.get(switchKey);
    return text === undefined ? off : { ...off, ...(JSON.parse(text) as Partial<LanSettings>) };
  }
  /** Inside the transaction that tells of it in the log. */
  function write(settings: LanSettings, instant: string): void {
    upsert.run(switchKey, JSON.stringify(settings), instant);
  }
  /** The name that staff chose, without `.local`; null: the center's own. */
  function readName(): string | null {
    return select.get(nameKey) ?? null;
  }
  /** Inside the transaction that tells of it in the log. */
  function writeName(name: string, instant: string): void {
    upsert.run(nameKey, name, instant);
  }
  function readPoster(): Poster | null {
    const text = select.get(posterKey);
    return text === undefined ? null : (JSON.parse(text) as Poster);
  }
  /** Inside the transaction that tells of it in the log. */
  function writePoster(poster: Poster): void {
    upsert.run(posterKey, JSON.stringify(poster), poster.at);
  }

  return { read, write, readName, writeName, readPoster, writePoster };
}
