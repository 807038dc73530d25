import BetterSqlite3 from 'better-sqlite3';
import { createHash, type Hash } from 'node:crypto';
import type { RowChoice, RowValues, ValueChange } from './compare-rows.ts';
import type { NoticeListener } from './findings.ts';
import type { LineKind, ReviewLine } from './imports.contract.ts';
import type { RejectedRow } from './ingest.contract.ts';
import { cellText, type RawRow } from './rows.ts';

type NewLine = Pick<ReviewLine, 'sheet' | 'row'> & Partial<ReviewLine> & { readonly kind: LineKind };
type StoredLine = Omit<ReviewLine, 'values' | 'facts' | 'is_ticked'> & {
  readonly values_json: string;
  readonly facts_json: string;
};

const plainLine = {
  ...{ sbd: '', name: '', column: '', before: '', after: '', values: {}, facts: {} },
  ...{ reason: null, finding: null, is_ticked: true },
};

/** A list with a doubt in every row is not leafed through to its end. */
const mostWarnings = 20_000;

export type ReviewWriter = ReturnType<typeof createReviewWriter>;

/** `rows`: how many numbers these lines are about. `is_ticked`: what holds for all lines but those in `exception`. */
type Tally = { readonly total: number; readonly rows: number; readonly is_ticked: number };

/**
 * What a list would do, line by line, in a scratch file: a page leafs through it and ticks, however long it is, and
 * nothing it asks for looks at every line. Values that the list would empty begin without a tick. The file is worth
 * nothing after a power cut and is made for speed.
 */
export function createReviewWriter(path: string, columns: readonly string[], nameColumn: string) {
  const db = new BetterSqlite3(path);
  db.exec(`
    PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
    CREATE TABLE line (
      n INTEGER PRIMARY KEY, kind TEXT, at INTEGER, sheet TEXT, row INTEGER, sbd TEXT, name TEXT, "column" TEXT,
      before TEXT, after TEXT, values_json TEXT, reason TEXT, finding TEXT, facts_json TEXT);
    CREATE TABLE tally (kind TEXT PRIMARY KEY, total INTEGER, rows INTEGER, is_ticked INTEGER);
    CREATE TABLE exception (n INTEGER PRIMARY KEY, kind TEXT, sbd TEXT);
    CREATE TABLE offer (digest TEXT);
    BEGIN`);
  const insert = db.prepare('INSERT INTO line VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const except = db.prepare<[number | bigint, LineKind, string]>('INSERT INTO exception VALUES (?, ?, ?)');
  const offers = createOffers();
  const totals = new Map<LineKind, number>();
  let warnings = 0;

  function add(given: NewLine): void {
    const line = { ...plainLine, ...given };
    const at = totals.get(line.kind) ?? 0;
    totals.set(line.kind, at + 1);
    const { lastInsertRowid: n } = insert.run(
      ...[line.kind, at, line.sheet, line.row, line.sbd, line.name, line.column, line.before, line.after],
      ...[JSON.stringify(line.values), line.reason, line.finding, JSON.stringify(line.facts)],
    );
    if (!line.is_ticked) except.run(n, line.kind, line.sbd);
  }

  const nameAt = columns.indexOf(nameColumn);
  const valuesOf = (values: RowValues) => Object.fromEntries(columns.map((column, at) => [column, values[at] ?? '']));
  const choice: RowChoice = {
    added: (sbd, values, place) => {
      offers.added(sbd);
      add({ kind: 'added', ...place, sbd, name: values[nameAt] ?? '', values: valuesOf(values) });
      return true;
    },
    changed: (change, place) => {
      offers.changed(change);
      add({ kind: 'changed', ...place, ...change, is_ticked: change.after !== '' });
      return true;
    },
  };

  function rejected({ sheet, row, code, facts }: RejectedRow, { cells }: RawRow): void {
    const text = cells.map(cellText).filter(Boolean).join(' | ').slice(0, 300);
    add({ kind: 'rejected', sheet, row, before: text, reason: code, facts });
  }

  const noticed: NoticeListener = (finding, level, column, { sheet, row, before, after }) => {
    if (level === 'info' || warnings >= mostWarnings) return;
    warnings += 1;
    add({ kind: 'warned', sheet, row, column, before, after, finding });
  };

  /** The file is whole only after this. */
  function finish(): void {
    db.prepare('INSERT INTO offer VALUES (?)').run(offers.digest());
    db.exec(`
      CREATE INDEX line_place ON line (kind, at);
      CREATE INDEX line_sbd ON line (kind, sbd);
      CREATE INDEX exception_sbd ON exception (kind, sbd);
      INSERT INTO tally SELECT kind, count(*), count(DISTINCT sbd), 1 FROM line GROUP BY kind;
      COMMIT`);
    db.close();
  }

  return { choice, rejected, noticed, finish, abandon: () => db.close() };
}

export type Review = ReturnType<typeof openReview>;

/** A review that was written, for leafing and ticking. */
export function openReview(path: string) {
  const db = new BetterSqlite3(path, { fileMustExist: true });
  db.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF');
  const tallyOf = db.prepare<[LineKind], Tally>('SELECT total, rows, is_ticked FROM tally WHERE kind = ?');
  const page = db.prepare<[LineKind, number, number], StoredLine & { readonly is_exception: number }>(
    `SELECT line.*, exception.n IS NOT NULL AS is_exception FROM line LEFT JOIN exception USING (n)
     WHERE line.kind = ? AND line.at >= ? ORDER BY line.at LIMIT ?`,
  );
  const except = db.prepare<[LineKind, number]>(
    'INSERT OR IGNORE INTO exception SELECT n, kind, sbd FROM line WHERE kind = ? AND n = ?',
  );
  const follow = db.prepare<[LineKind, number]>('DELETE FROM exception WHERE kind = ? AND n = ?');
  const followAll = db.prepare<[LineKind]>('DELETE FROM exception WHERE kind = ?');
  const tickAll = db.prepare<[number, LineKind]>('UPDATE tally SET is_ticked = ? WHERE kind = ?');
  const countExceptions = db.prepare<[LineKind], number>('SELECT count(*) FROM exception WHERE kind = ?').pluck();
  const rowsTouched = db
    .prepare<[LineKind], number>('SELECT count(DISTINCT sbd) FROM exception WHERE kind = ?')
    .pluck();
  /** Rows all of whose lines are exceptions. */
  const rowsExcepted = db
    .prepare<[LineKind], number>(
      `SELECT count(*) FROM (SELECT kind, sbd, count(*) AS lines FROM exception WHERE kind = ? GROUP BY sbd) AS own
       WHERE lines = (SELECT count(*) FROM line WHERE line.kind = own.kind AND line.sbd = own.sbd)`,
    )
    .pluck();
  let chosenNow: { readonly added: number; readonly changed: number } | null = null;

  function lines(kind: LineKind, offset: number, limit: number) {
    const { total, is_ticked } = tally(kind);
    const exceptions = countExceptions.get(kind) ?? 0;
    const ticked = is_ticked === 1 ? total - exceptions : exceptions;
    const rows = page.all(kind, offset, limit);
    return { total, ticked, lines: rows.map((row) => toLine(row, (is_ticked === 1) !== (row.is_exception === 1))) };
  }

  function tally(kind: LineKind): Tally {
    return tallyOf.get(kind) ?? { total: 0, rows: 0, is_ticked: 1 };
  }

  function tick(kind: LineKind, numbers: readonly number[] | undefined, isTicked: boolean): void {
    chosenNow = null;
    db.transaction(() => {
      if (numbers === undefined) {
        tickAll.run(isTicked ? 1 : 0, kind);
        followAll.run(kind);
        return;
      }
      const set = (tally(kind).is_ticked === 1) === isTicked ? follow : except;
      for (const n of numbers) set.run(kind, n);
    })();
  }

  /** Rows that the ticks would write. */
  function chosen(): { readonly added: number; readonly changed: number } {
    chosenNow ??= { added: chosenOf('added'), changed: chosenOf('changed') };
    return chosenNow;
  }

  function chosenOf(kind: LineKind): number {
    const { rows, is_ticked } = tally(kind);
    return is_ticked === 1 ? rows - (rowsExcepted.get(kind) ?? 0) : (rowsTouched.get(kind) ?? 0);
  }

  return { lines, tick, chosen, close: () => db.close() };
}

export type ReviewedChoice = ReturnType<typeof readChoice>;

/** What was ticked, for the import that writes. `isAsReviewed` after the last row: the list still does what was shown. */
export function readChoice(path: string) {
  const db = new BetterSqlite3(path, { readonly: true });
  /** For each kind the lines that are otherwise than all. */
  const exceptions = { added: new Set<string>(), changed: new Set<string>() };
  const isTicked = { added: true, changed: true };
  let digest: string | undefined;
  try {
    const excepted = db.prepare<[LineKind], { sbd: string; column: string }>(
      'SELECT line.sbd, line."column" FROM exception JOIN line USING (n) WHERE exception.kind = ?',
    );
    const ticked = db.prepare<[LineKind], number>('SELECT is_ticked FROM tally WHERE kind = ?').pluck();
    for (const kind of ['added', 'changed'] as const) {
      isTicked[kind] = ticked.get(kind) !== 0;
      for (const { sbd, column } of excepted.iterate(kind)) exceptions[kind].add(`${column}\n${sbd}`);
    }
    digest = db.prepare<[], string>('SELECT digest FROM offer').pluck().get();
  } finally {
    db.close();
  }
  const offers = createOffers();
  const choice: RowChoice = {
    added: (sbd) => {
      offers.added(sbd);
      return isTicked.added !== exceptions.added.has(`\n${sbd}`);
    },
    changed: (change) => {
      offers.changed(change);
      return isTicked.changed !== exceptions.changed.has(`${change.column}\n${change.sbd}`);
    },
  };

  return { choice, isAsReviewed: () => offers.digest() === digest };
}

/** One hash over all that a list offers to do, to tell whether it is still the same. */
function createOffers() {
  const hash: Hash = createHash('sha256');
  function added(sbd: string): void {
    hash.update(`+${sbd}\n`);
  }
  function changed({ sbd, column, before, after }: ValueChange): void {
    hash.update(JSON.stringify([sbd, column, before, after]));
  }
  return { added, changed, digest: () => hash.digest('hex') };
}

function toLine(stored: StoredLine, isTicked: boolean): ReviewLine {
  const { n, sheet, row, sbd, name, column, before, after, reason, finding } = stored;
  const values = JSON.parse(stored.values_json) as ReviewLine['values'];
  const facts = JSON.parse(stored.facts_json) as ReviewLine['facts'];
  const told = { n, sheet, row, sbd, name, column, before, after, reason, finding };
  return { ...told, values, facts, is_ticked: isTicked };
}
