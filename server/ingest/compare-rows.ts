import { toDobKey } from '../values/dob.ts';
import { toNameKey } from '../values/name.ts';
import { exampleAt, type Findings } from './findings.ts';
import { createSeenPeople } from './seen-people.ts';
import type { Counts, Duplicates } from './ingest.contract.ts';

export type StudentRow = Readonly<Record<string, string>>;

/** What the round's table says and takes. `put` is called only by an import that was told to write. */
export type RoundTable = {
  readonly find: (sbd: string) => StudentRow | null;
  readonly put: (row: StudentRow) => unknown;
};

type Rules = {
  readonly columns: { readonly sbd: string; readonly name: string; readonly dob: string | null };
  /** Every declared column, and those of them that the list brings. */
  readonly declared: readonly string[];
  readonly brought: ReadonlySet<string>;
  readonly duplicates: Duplicates;
  readonly commit: boolean;
};

type Place = { readonly sheet: string; readonly row: number };

/** Compares each row with the one of the same number in the table and in the list so far, and counts what it would do. */
export function createRowComparison(rules: Rules, table: RoundTable, findings: Findings) {
  const { columns, declared, brought, duplicates, commit } = rules;
  const counts: Counts = { read: 0, added: 0, changed: 0, same: 0, kept: 0, repeated: 0, rejected: 0, passed: 0 };
  const firstPlaces = createPlaces();
  const people = createSeenPeople();
  const numbers: string[] = [];

  function take(row: StudentRow, place: Place): void {
    const sbd = row[columns.sbd] ?? '';
    const earlier = firstPlaces.get(sbd);
    if (earlier !== null) {
      takeAgain(row, place, earlier);
      return;
    }
    firstPlaces.set(sbd, place);
    notePerson(row, sbd, place);
    const before = table.find(sbd);
    if (before === null) {
      counts.added += 1;
      if (commit) table.put(row);
    } else takeKnown(before, row, place);
  }

  /** The first one counts; under `replace` the last. Rows that say the same in two sheets are no matter. */
  function takeAgain(row: StudentRow, place: Place, earlier: Place): void {
    counts.repeated += 1;
    const text = `${earlier.sheet === place.sheet ? '' : `${earlier.sheet} `}${earlier.row}`;
    findings.note('duplicate.sbd', 'warning', columns.sbd, exampleAt(place, row[columns.sbd] ?? '', text));
    if (duplicates === 'replace' && commit) table.put(row);
  }

  function takeKnown(before: StudentRow, row: StudentRow, place: Place): void {
    const spelled = withSpellingOf(before, row);
    const differing = declared.filter((column) => (before[column] ?? '') !== (spelled[column] ?? ''));
    if (differing.length === 0) {
      counts.same += 1;
      return;
    }
    const shown = differing.map((column) => `${column}: ${before[column] ?? ''} → ${spelled[column] ?? ''}`).join('; ');
    if (duplicates !== 'replace') {
      counts.kept += 1;
      if (duplicates === 'warn')
        findings.note('row.kept', 'warning', '', exampleAt(place, row[columns.sbd] ?? '', shown));
      return;
    }
    counts.changed += 1;
    findings.note('row.changed', 'info', '', exampleAt(place, row[columns.sbd] ?? '', shown));
    const emptied = differing.filter((column) => (spelled[column] ?? '') === '');
    for (const column of emptied) {
      const code = brought.has(column) ? 'value.emptied' : 'column.emptied';
      findings.note(code, 'warning', column, exampleAt(place, before[column] ?? '', ''));
    }
    if (commit) table.put(spelled);
  }

  /** The same day in another spelling is no change. */
  function withSpellingOf(before: StudentRow, row: StudentRow): StudentRow {
    if (columns.dob === null) return row;
    const there = dobOf(before);
    const here = dobOf(row);
    return here !== there && toDobKey(here) === toDobKey(there) ? { ...row, [columns.dob]: there } : row;
  }

  function dobOf(row: StudentRow): string {
    return columns.dob === null ? '' : (row[columns.dob] ?? '');
  }

  function notePerson(row: StudentRow, sbd: string, place: Place): void {
    const dob = dobOf(row);
    const name = toNameKey(row[columns.name] ?? '');
    if (name === '' || dob === '') return;
    const namesake = people.put(name, dob, numbers.push(sbd));
    if (namesake === null) return;
    const earlier = numbers[namesake - 1] ?? '';
    const text = `${earlier} (${firstPlaces.get(earlier)?.row ?? 0})`;
    const said = `${row[columns.name] ?? ''}, ${dob}, ${sbd}`;
    findings.note('duplicate.person', 'warning', columns.name, exampleAt(place, said, text));
  }

  return { take, counts };
}

/** Where each number stood first. One small number a row: a list of a million rows must not hold as many objects. */
function createPlaces() {
  const sheets: string[] = [];
  const ordinals = new Map<string, number>();

  function set(sbd: string, { sheet, row }: Place): void {
    if (sheets.at(-1) !== sheet) sheets.push(sheet);
    ordinals.set(sbd, (sheets.length - 1) * rowsPerSheet + row);
  }
  function get(sbd: string): Place | null {
    const ordinal = ordinals.get(sbd);
    if (ordinal === undefined) return null;
    return { sheet: sheets[Math.floor(ordinal / rowsPerSheet)] ?? '', row: ordinal % rowsPerSheet };
  }

  return { set, get };
}

/** More than any list has: the rest of a number tells the sheet. */
const rowsPerSheet = 2 ** 28;
