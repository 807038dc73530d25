import { toDobKey } from '../values/dob.ts';
import { type NameKey, toNameKey } from '../values/name.ts';
import { exampleAt, type Findings } from './findings.ts';
import { createSeenNumbers } from './seen-numbers.ts';
import { createSeenPeople } from './seen-people.ts';
import type { Counts, Duplicates } from './ingest.contract.ts';

/** A row of the table: one value for each of its columns, in their order. */
export type RowValues = readonly string[];

/** What the round's table says and takes. Rows are handed on only by an import that was told to write. */
export type RoundTable = {
  /** Every declared column. */
  readonly columns: readonly string[];
  /** Whether nothing stood in it when the import began. */
  readonly wasEmpty: () => boolean;
  /** The row as it stood when the import began, by column; not for numbers that it has added. */
  readonly find: (sbd: string) => Readonly<Record<string, string>> | null;
  /** A row whose number stands neither in the table nor earlier in the list. */
  readonly add: (values: RowValues, name: NameKey) => void;
  /** A row whose number stood in the table when the import began. */
  readonly change: (values: RowValues) => void;
  /** A row whose number came earlier in the list. */
  readonly putAgain: (values: RowValues) => void;
};

type Place = { readonly sheet: string; readonly row: number };

/** A value that a list would change. */
export type ValueChange = {
  readonly sbd: string;
  readonly name: string;
  readonly column: string;
  readonly before: string;
  readonly after: string;
};

/** Hears of everything a list would do and says whether it shall be done: each row it adds, each value that differs. */
export type RowChoice = {
  readonly added: (sbd: string, values: RowValues, place: Place) => boolean;
  readonly changed: (change: ValueChange, place: Place) => boolean;
};

type Rules = {
  readonly columns: { readonly sbd: string; readonly name: string; readonly dob: string | null };
  /** The columns that the list brings. */
  readonly brought: ReadonlySet<string>;
  readonly duplicates: Duplicates;
  readonly commit: boolean;
  /** Columns that the list does not bring keep what they hold. */
  readonly keepsUnbrought: boolean;
  /** Of rows with the same number the last one counts, under `replace`. */
  readonly takesLast: boolean;
  readonly choice: RowChoice;
};

/** Compares each row with the one of the same number in the table and in the list so far, and counts what it would do. */
export function createRowComparison(rules: Rules, table: RoundTable, findings: Findings) {
  const { columns, brought, duplicates, commit, choice } = rules;
  const declared = table.columns;
  const sbdAt = declared.indexOf(columns.sbd);
  const nameAt = declared.indexOf(columns.name);
  const dobAt = columns.dob === null ? -1 : declared.indexOf(columns.dob);
  const nothing = { read: 0, added: 0, changed: 0, same: 0, kept: 0, left: 0, repeated: 0, rejected: 0, passed: 0 };
  const counts: Counts = { ...nothing };
  const numbers = createSeenNumbers();
  const firstPlaces = createPlaces();
  const people = createSeenPeople();

  function take(values: RowValues, place: Place): void {
    const sbd = values[sbdAt] ?? '';
    const earlier = numbers.put(sbd);
    if (earlier !== null) {
      takeAgain(values, place, firstPlaces.at(earlier));
      return;
    }
    const order = firstPlaces.push(place);
    const name = toNameKey(values[nameAt] ?? '');
    notePerson({ values, name, order }, place);
    const before = table.wasEmpty() ? null : table.find(sbd);
    if (before !== null) takeKnown(before, values, place);
    else if (!choice.added(sbd, values, place)) counts.left += 1;
    else {
      counts.added += 1;
      if (commit) table.add(values, name);
    }
  }

  /** The first one counts; under `replace` the last. Rows that say the same in two sheets are no matter. */
  function takeAgain(values: RowValues, place: Place, earlier: Place): void {
    counts.repeated += 1;
    const text = `${earlier.sheet === place.sheet ? '' : `${earlier.sheet} `}${earlier.row}`;
    findings.note('duplicate.sbd', 'warning', columns.sbd, exampleAt(place, values[sbdAt] ?? '', text));
    if (duplicates === 'replace' && commit && rules.takesLast) table.putAgain(values);
  }

  function takeKnown(before: Readonly<Record<string, string>>, values: RowValues, place: Place): void {
    const offered = differences(before, withSpellingOf(before, values));
    if (offered.length === 0) {
      counts.same += 1;
      return;
    }
    const sbd = values[sbdAt] ?? '';
    const name = values[nameAt] ?? '';
    const isChosen = ({ column, there, here }: Difference) =>
      duplicates !== 'replace' || choice.changed({ sbd, name, column, before: there, after: here }, place);
    const differing = offered.filter(isChosen);
    if (differing.length === 0) {
      counts.left += 1;
      return;
    }
    const shown = differing.map(({ column, there, here }) => `${column}: ${there} → ${here}`).join('; ');
    if (duplicates !== 'replace') {
      counts.kept += 1;
      if (duplicates === 'warn') findings.note('row.kept', 'warning', '', exampleAt(place, sbd, shown));
      return;
    }
    counts.changed += 1;
    findings.note('row.changed', 'info', '', exampleAt(place, sbd, shown));
    noteEmptied(differing, place);
    const wanted = new Map(differing.map(({ column, here }) => [column, here]));
    if (commit) table.change(declared.map((column) => wanted.get(column) ?? before[column] ?? ''));
  }

  function noteEmptied(differing: readonly Difference[], place: Place): void {
    for (const { column, there } of differing.filter(({ here }) => here === '')) {
      const code = brought.has(column) ? 'value.emptied' : 'column.emptied';
      findings.note(code, 'warning', column, exampleAt(place, there, ''));
    }
  }

  function differences(before: Readonly<Record<string, string>>, values: RowValues): Difference[] {
    return [...declared.entries()].flatMap(([index, column]) => {
      if (rules.keepsUnbrought && !brought.has(column)) return [];
      const [there, here] = [before[column] ?? '', values[index] ?? ''];
      return there === here ? [] : [{ column, there, here }];
    });
  }

  /** The same day in another spelling is no change. */
  function withSpellingOf(before: Readonly<Record<string, string>>, values: RowValues): RowValues {
    if (columns.dob === null) return values;
    const there = before[columns.dob] ?? '';
    const here = values[dobAt] ?? '';
    return here !== there && toDobKey(here) === toDobKey(there) ? values.with(dobAt, there) : values;
  }

  function notePerson({ values, name, order }: Person, place: Place): void {
    const dob = values[dobAt] ?? '';
    if (name === '' || dob === '') return;
    const namesake = people.put(name, dob, order + 1);
    if (namesake === null) return;
    const text = `${numbers.at(namesake - 1)} (${firstPlaces.at(namesake - 1).row})`;
    const said = `${values[nameAt] ?? ''}, ${dob}, ${values[sbdAt] ?? ''}`;
    findings.note('duplicate.person', 'warning', columns.name, exampleAt(place, said, text));
  }

  return { take, counts };
}

type Difference = { readonly column: string; readonly there: string; readonly here: string };

/** `order`: how many numbers came before. */
type Person = { readonly values: RowValues; readonly name: NameKey; readonly order: number };

/** Where each number stood first. One small number a row: a list of a million rows must not hold as many objects. */
function createPlaces() {
  const sheets: string[] = [];
  const ordinals: number[] = [];

  /** The order it is put under. */
  function push({ sheet, row }: Place): number {
    if (sheets.at(-1) !== sheet) sheets.push(sheet);
    return ordinals.push((sheets.length - 1) * rowsPerSheet + row) - 1;
  }
  function at(order: number): Place {
    const ordinal = ordinals[order] ?? 0;
    return { sheet: sheets[Math.floor(ordinal / rowsPerSheet)] ?? '', row: ordinal % rowsPerSheet };
  }

  return { push, at };
}

/** More than any list has: the rest of a number tells the sheet. */
const rowsPerSheet = 2 ** 28;
