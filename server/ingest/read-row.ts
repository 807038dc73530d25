import type { SubjectConfig } from '../config/cert-config.ts';
import { readSbd } from '../values/sbd.ts';
import { createDateMix, joinDate, readDate, type DateOrder, type DateReading } from './clean-dates.ts';
import {
  cleanName,
  cleanText,
  faultOf,
  isOrdinaryName,
  isRounded,
  mendName,
  nameDoubts,
  restorePhone,
} from './clean-text.ts';
import { exampleAt, type Findings } from './findings.ts';
import { placesOf, type ColumnUse } from './guess-columns.ts';
import type { NameCure, ReasonCode, RejectedRow } from './ingest.contract.ts';
import type { Target } from './known-heads.ts';
import type { SheetPlan } from './plan-sheets.ts';
import { createResultReader } from './result-words.ts';
import { createNumberWidths } from './number-widths.ts';
import { cellText, type Cell, type RawRow } from './rows.ts';
import { createRowSorter, type Group } from './sort-rows.ts';

export type ReadRow =
  | { readonly kind: 'student'; readonly values: readonly string[] }
  | { readonly kind: 'rejected'; readonly code: ReasonCode; readonly facts: RejectedRow['facts'] }
  | { readonly kind: 'passed' }
  /** Names the school or the class of the rows below it. */
  | { readonly kind: 'group' }
  | { readonly kind: 'blank' };

/** What the config and the person's answers say, the same for every sheet. */
export type Reading = {
  /** Of the round's table: a row's values come in their order. */
  readonly columns: readonly string[];
  readonly targets: readonly Target[];
  readonly subjects: readonly SubjectConfig[];
  readonly results: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly mapResults: readonly (readonly [string, string])[];
  readonly acceptProposals: boolean;
  readonly cures: readonly NameCure[];
  readonly dateOrder: DateOrder | null;
  readonly shortYears: boolean;
  readonly latestShortYear: number;
  readonly is1904: boolean;
};

type Place = { readonly sheet: string; readonly row: number };
type Rejection = { readonly code: ReasonCode; readonly facts: RejectedRow['facts'] };
type Value = string | Rejection;
type ReadValue = (cells: readonly Cell[], place: Place) => Value;

/** Turns rows of one list into rows of the round's table. It remembers what runs over rows: groups, footers, date mix. */
export function createRowReader(reading: Reading, findings: Findings) {
  const dates: DateReading = {
    order: reading.dateOrder ?? 'dmy',
    is1904: reading.is1904,
    shortYears: reading.shortYears,
    latestShortYear: reading.latestShortYear,
  };
  const noValues = reading.columns.map(() => '');
  const mix = createDateMix();
  const widths = createNumberWidths();
  const resultReaders = new Map(
    reading.subjects.map((subject) => [subject.db_col, createResultReader(subject, reading)]),
  );

  /** A reader of one sheet's rows, from the first row below its head. */
  function forSheet(plan: SheetPlan) {
    const sorter = createRowSorter(plan);
    const { uses } = plan.header.guess;
    const columns = reading.targets.flatMap((target) => {
      const at = reading.columns.indexOf(target.column);
      const use = uses.find((candidate) => candidate.target === target);
      return at === -1 ? [] : [{ at, readValue: use === undefined ? fromGroup(target) : fromUse(use) }];
    });

    function read(raw: RawRow): ReadRow {
      const before = sorter.group();
      const kind = sorter.sort(raw);
      const place = { sheet: plan.sheet.name, row: raw.number };
      if (kind === 'candidate') return toStudent(raw, place);
      return sorter.group() !== before && noteGroup(before, place) ? { kind: 'group' } : { kind };
    }

    function toStudent({ cells }: RawRow, place: Place): ReadRow {
      const values = noValues.slice();
      for (const { at, readValue } of columns) {
        const value = readValue(cells, place);
        if (typeof value !== 'string') return { kind: 'rejected', code: value.code, facts: value.facts };
        values[at] = value;
      }
      return { kind: 'student', values };
    }

    /** Whether a column without a head takes its values from the group that now began. */
    function noteGroup(before: Group, place: Place): boolean {
      const now = sorter.group();
      const begun = (['school', 'grade'] as const).filter((field) => now[field] !== before[field]);
      const filled = reading.targets.filter(
        (target) => begun.some((field) => field === target.field) && !uses.some((use) => use.target === target),
      );
      for (const { column, field } of filled) {
        const name = field === 'school' ? field : 'grade';
        findings.note(`${name}.group`, 'info', column, exampleAt(place, now[name] ?? '', ''));
      }
      return filled.length > 0;
    }

    function fromGroup({ field }: Target): ReadValue {
      if (field === 'school') return () => sorter.group().school ?? '';
      return field === 'grade' ? () => sorter.group().grade ?? '' : () => '';
    }

    function fromUse({ source, target, head }: ColumnUse): ReadValue {
      if (source.kind === 'one') {
        const { index } = source;
        const readOne = readers[target.field];
        return (cells, place) => {
          const cell = decoded(cells[index] ?? '', index);
          return fault(cell, head) ?? readOne(target, cell, place);
        };
      }
      return (cells, place) => {
        const parts = placesOf(source).map((index) => decoded(cells[index] ?? '', index));
        const faulty = parts.map((part) => fault(part, head)).find((found) => found !== null);
        return faulty ?? readParts(target, source.kind, parts.map(cellText), place);
      };
    }

    function decoded(cell: Cell, index: number): Cell {
      return plan.legacy !== null && typeof cell === 'string' ? plan.decode(cell, index) : cell;
    }

    return read;
  }

  function fault(cell: Cell, head: string): Rejection | null {
    const code = faultOf(cell);
    return code === null ? null : { code, facts: { head, text: cellText(cell).slice(0, 40) } };
  }

  function readParts(target: Target, kind: 'name-parts' | 'date-parts', texts: readonly string[], place: Place): Value {
    if (kind === 'date-parts') return readDob(target, joinDate(texts), place);
    const name = cleanName(texts.join(' '));
    findings.note('name.joined', 'info', target.column, exampleAt(place, texts.join(' | '), name));
    return readName(target, name, place);
  }

  const readers: Readonly<Record<Target['field'], (target: Target, cell: Cell, place: Place) => Value>> = {
    sbd: readNumber,
    name: readName,
    dob: readDob,
    phone: readPhone,
    result: readResult,
    school: readPlain,
    grade: readPlain,
    extra: readPlain,
  };

  function readPlain({ column }: Target, cell: Cell, place: Place): Value {
    noteRestored(column, cell, place);
    return cleanText(cellText(cell));
  }

  function readNumber({ column }: Target, cell: Cell, place: Place): Value {
    noteRestored(column, cell, place);
    const text = cleanText(cellText(cell));
    if (isRounded(text)) return { code: 'sbd.rounded', facts: { text } };
    const read = readSbd(text);
    if (read.ok) {
      widths.count(read.sbd, place);
      return read.sbd;
    }
    return { code: read.missing ? 'sbd.missing' : 'sbd.form', facts: { text: text.slice(0, 80) } };
  }

  function readName({ column }: Target, cell: Cell, place: Place): Value {
    const source = cellText(cell);
    if (isOrdinaryName(source)) return source;
    const name = mendName(cleanName(source), reading.cures);
    if (/[\u00d0\u00f0]/.test(source)) findings.note('name.eth', 'info', column, exampleAt(place, source, name));
    for (const doubt of nameDoubts(name, source.trim())) {
      findings.note(doubt, 'warning', column, exampleAt(place, source, name));
    }
    return name;
  }

  function readDob({ column }: Target, cell: Cell, place: Place): Value {
    const { text, how, evidence } = readDate(cell, dates);
    const before = cellText(cell);
    mix.count(evidence, () => exampleAt(place, before, readDate(cell, { ...dates, order: 'mdy' }).text));
    if (how === 'short-year') {
      const meant = readDate(cell, { ...dates, shortYears: true }).text;
      findings.note('dob.short-year', 'question', column, exampleAt(place, before, meant));
    }
    if (how === 'year' || how === 'unreadable') {
      findings.note(`dob.${how}`, 'warning', column, exampleAt(place, before, text));
    } else if (how !== 'empty' && how !== 'as-is' && how !== 'short-year') {
      findings.note(`dob.${how}`, 'info', column, exampleAt(place, before, text));
    }
    return text;
  }

  function readPhone({ column }: Target, cell: Cell, place: Place): Value {
    noteRestored(column, cell, place);
    const phone = cleanText(cellText(cell));
    const restored = restorePhone(phone);
    if (restored !== null) findings.note('phone.zero', 'info', column, exampleAt(place, phone, restored));
    if (isRounded(phone)) findings.note('phone.rounded', 'warning', column, exampleAt(place, phone, phone));
    return restored ?? phone;
  }

  function readResult({ column }: Target, cell: Cell, place: Place): Value {
    const word = cleanText(cellText(cell));
    const { text, how, proposal } = resultReaders.get(column)?.read(word) ?? { text: word, how: 'known', proposal: '' };
    if (how === 'mapped' || how === 'no-award') {
      findings.note(`result.${how}`, 'info', column, exampleAt(place, word, text));
    } else if (how === 'proposed' || how === 'accents' || how === 'unknown') {
      findings.note(`result.${how}`, 'warning', column, exampleAt(place, word, proposal));
    }
    return text;
  }

  function noteRestored(column: string, cell: Cell, place: Place): void {
    if (typeof cell === 'string' || cell.kind !== 'padded') return;
    findings.note('zeros.restored', 'info', column, exampleAt(place, cell.bare, cell.text));
  }

  return { forSheet, dateDoubt: () => mix.doubt(reading.dateOrder), shortNumbers: widths.short };
}
