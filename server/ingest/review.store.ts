import BetterSqlite3 from 'better-sqlite3';
import { createHash, type Hash } from 'node:crypto';
import type { RowChoice, RowValues, ValueChange } from './compare-rows.ts';
import type { NoticeListener } from './findings.ts';
import type { LineKind, ReviewLine } from './imports.contract.ts';
import type { RejectedRow } from './ingest.contract.ts';
import { cellText, type RawRow } from './rows.ts';

type NewLine = Pick<ReviewLine, 'sheet' | 'row'> & Partial<ReviewLine> & { readonly kind: LineKind };
type StoredLine = Omit<ReviewLine, 'values' | 'facts' | 'is_ticked'> & {
  readonly kind: LineKind;
  readonly values_json: string;
  readonly facts_json: string;
  readonly is_ticked: number;
};

const plainLine = {
  ...{ sbd: '', name: '', column: '', before: '', after: '', values: {}, facts: {} },
  ...{ reason: null, finding: null, is_ticked: true },
};

/** A list with a doubt in every row is not leafed through to its end. */
const mostWarnings = 20_000;

export type ReviewWriter = ReturnType<typeof createReviewWriter>;

/**
 * What a list would do, line by line, in a scratch file: a page leafs through it and ticks, however long it is. Values
 * that the list would empty begin without a tick. The file is worth nothing after a power cut and is made for speed.
 */
export function createReviewWriter(path: string, columns: readonly string[], nameColumn: string) {
  const db = new BetterSqlite3(path);
  db.exec(`
    PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
    CREATE TABLE line (
      n INTEGER PRIMARY KEY, kind TEXT, sheet TEXT, row INTEGER, sbd TEXT, name TEXT, "column" TEXT, before TEXT,
      after TEXT, values_json TEXT, reason TEXT, finding TEXT, facts_json TEXT, is_ticked INTEGER);
    CREATE TABLE offer (digest TEXT);
    BEGIN`);
  const insert = db.prepare('INSERT INTO line VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const offers = createOffers();
  let warnings = 0;

  function add(given: NewLine): void {
    const line = { ...plainLine, ...given };
    insert.run(
      ...[line.kind, line.sheet, line.row, line.sbd, line.name, line.column, line.before, line.after],
      ...[JSON.stringify(line.values), line.reason, line.finding, JSON.stringify(line.facts), line.is_ticked ? 1 : 0],
    );
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
    db.exec('CREATE INDEX line_kind ON line (kind, n); CREATE INDEX line_sbd ON line (kind, sbd); COMMIT');
    db.close();
  }

  return { choice, rejected, noticed, finish, abandon: () => db.close() };
}

export type Review = ReturnType<typeof openReview>;

/** A review that was written, for leafing and ticking. */
export function openReview(path: string) {
  const db = new BetterSqlite3(path, { fileMustExist: true });
  db.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF');
  const count = db.prepare<[LineKind], { total: number; ticked: number }>(
    'SELECT count(*) AS total, coalesce(sum(is_ticked), 0) AS ticked FROM line WHERE kind = ?',
  );
  const page = db.prepare<[LineKind, number, number], StoredLine>(
    'SELECT * FROM line WHERE kind = ? ORDER BY n LIMIT ? OFFSET ?',
  );
  const tickOne = db.prepare<[number, number, LineKind]>('UPDATE line SET is_ticked = ? WHERE n = ? AND kind = ?');
  const tickAll = db.prepare<[number, LineKind]>('UPDATE line SET is_ticked = ? WHERE kind = ?');
  const chosenRows = db
    .prepare<[LineKind], number>('SELECT count(DISTINCT sbd) FROM line WHERE kind = ? AND is_ticked = 1')
    .pluck();

  function lines(kind: LineKind, offset: number, limit: number) {
    const { total = 0, ticked = 0 } = count.get(kind) ?? {};
    return { total, ticked, lines: page.all(kind, limit, offset).map(toLine) };
  }

  function tick(kind: LineKind, numbers: readonly number[] | undefined, isTicked: boolean): void {
    const value = isTicked ? 1 : 0;
    if (numbers === undefined) tickAll.run(value, kind);
    else db.transaction(() => numbers.forEach((n) => tickOne.run(value, n, kind)))();
  }

  /** Rows that the ticks would write. */
  function chosen(): { added: number; changed: number } {
    return { added: chosenRows.get('added') ?? 0, changed: chosenRows.get('changed') ?? 0 };
  }

  return { lines, tick, chosen, close: () => db.close() };
}

export type ReviewedChoice = ReturnType<typeof readChoice>;

/** What was ticked, for the import that writes. `isAsReviewed` after the last row: the list still does what was shown. */
export function readChoice(path: string) {
  const db = new BetterSqlite3(path, { readonly: true });
  const left = new Set<string>();
  let digest: string | undefined;
  try {
    const unticked = db.prepare<[], { sbd: string; column: string }>(
      `SELECT sbd, "column" FROM line WHERE is_ticked = 0 AND kind IN ('added', 'changed')`,
    );
    for (const { sbd, column } of unticked.iterate()) left.add(`${column}\n${sbd}`);
    digest = db.prepare<[], string>('SELECT digest FROM offer').pluck().get();
  } finally {
    db.close();
  }
  const offers = createOffers();
  const choice: RowChoice = {
    added: (sbd) => {
      offers.added(sbd);
      return !left.has(`\n${sbd}`);
    },
    changed: (change) => {
      offers.changed(change);
      return !left.has(`${change.column}\n${change.sbd}`);
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

function toLine(stored: StoredLine): ReviewLine {
  const { n, sheet, row, sbd, name, column, before, after, reason, finding } = stored;
  const values = JSON.parse(stored.values_json) as ReviewLine['values'];
  const facts = JSON.parse(stored.facts_json) as ReviewLine['facts'];
  const told = { n, sheet, row, sbd, name, column, before, after, reason, finding };
  return { ...told, values, facts, is_ticked: stored.is_ticked === 1 };
}
