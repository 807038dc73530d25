/**
 * A cell as a reader hands it over: plain text, or text whose origin matters later. `date`: a real date cell, already
 * `DD/MM/YYYY`. `padded`: a number whose format showed leading zeros; `bare` is the number without them. `error`: what a
 * formula left, such as `#REF!`. A serial number in a date column is plain text here: only its column tells it apart.
 */
export type Cell = string | MarkedCell;
export type MarkedCell =
  | { readonly kind: 'date'; readonly text: string }
  | { readonly kind: 'padded'; readonly text: string; readonly bare: string }
  | { readonly kind: 'error'; readonly text: string };

/** One row as the program that made the list numbers it, from 1. Trailing cells may be absent. */
export type RawRow = { readonly number: number; readonly cells: readonly Cell[] };

/** A block of merged cells, columns from 0, rows as in `RawRow.number`, both ends within. */
export type Merge = {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
};

export type SheetLayout = { readonly hiddenColumns: ReadonlySet<number>; readonly merges: readonly Merge[] };
export const plainLayout: SheetLayout = { hiddenColumns: new Set(), merges: [] };

export type Sheet = {
  readonly name: string;
  readonly isHidden: boolean;
  readonly layout: () => SheetLayout;
  /** From the first row each time it is called; rows are not kept. */
  readonly rows: () => Iterable<RawRow>;
};

export type ListFormat = 'csv' | 'xlsx' | 'json' | 'html';
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1258' | 'tcvn3' | 'vni';
export const encodings: readonly Encoding[] = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1258', 'tcvn3', 'vni'];

/** An opened list. `encoding` and `delimiter` say what was found by content, where the format has such a thing. */
export type ListFile = {
  readonly format: ListFormat;
  readonly encoding: Encoding | null;
  readonly delimiter: string | null;
  /** The workbook counts its dates from 1904. */
  readonly is1904: boolean;
  readonly sheets: readonly Sheet[];
  /** Index of the sheet that was open when the workbook was saved. */
  readonly activeSheet: number;
  readonly close: () => void;
};

export const limits = {
  fileBytes: 50 * 1024 * 1024,
  csvBytes: 200 * 1024 * 1024,
  zipEntries: 2_000,
  unpackedBytes: 256 * 1024 * 1024,
  partBytes: 200 * 1024 * 1024,
  ratio: 250,
  ratioFromBytes: 10 * 1024 * 1024,
  rows: 1_048_576,
  columns: 256,
  cellCharacters: 32_767,
} as const;

export function cellText(cell: Cell | undefined): string {
  if (cell === undefined) return '';
  return typeof cell === 'string' ? cell : cell.text;
}

/** The name a spreadsheet gives a column: 0 is A, 26 is AA. */
export function columnLetters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnLetters(Math.floor(index / 26) - 1) + last;
}
