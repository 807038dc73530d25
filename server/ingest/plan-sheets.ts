import { Refusal } from '../refusal.ts';
import { findHeader, fullestRow, sampledRows, type FoundHeader } from './find-header.ts';
import { decodeLegacy, type LegacyEncoding } from './legacy-text.ts';
import { fit, foldHead, schoolNumberHeads, type Target } from './known-heads.ts';
import { cellText, type ListFile, type RawRow, type Sheet } from './rows.ts';
import { findLegacy, hasUnicodeLetters } from './vietnamese-words.ts';

/** A sheet that will be read, and what is known of it before its rows are. */
export type SheetPlan = {
  readonly sheet: Sheet;
  readonly header: FoundHeader;
  readonly legacy: LegacyEncoding | null;
  /** The text of a cell in its column, old letters decoded where that column has them. */
  readonly decode: (text: string, column: number) => string;
  /** School and grade that stand only in the sheet's name or in the lines above the head. */
  readonly school: string | null;
  readonly grade: string | null;
};

export type SheetsPlan = {
  readonly read: readonly SheetPlan[];
  readonly leftOut: readonly { readonly name: string; readonly why: 'hidden' | 'total' | 'no-head' | 'other' }[];
};

/**
 * Which sheets are read: the one asked for; else all sheets of classes or schools as one list, without a total; else
 * the sheet that was open, or the first with a head. Refuses where none has a head, naming what was found.
 */
export function planSheets(list: ListFile, targets: readonly Target[], asked: string | null): SheetsPlan {
  if (asked !== null) {
    const sheet = list.sheets.find(({ name }) => foldHead(name) === foldHead(asked));
    if (sheet === undefined) {
      const names = list.sheets.map(({ name }) => name);
      throw new Refusal('not-found', 'ingest.unknown-sheet', `no sheet '${asked}'; there are ${quoted(names)}`, {
        names,
      });
    }
    return { read: [planOrRefuse(sheet, targets)], leftOut: [] };
  }
  const visible = list.sheets.filter(({ isHidden }) => !isHidden);
  const considered = visible.length === 0 ? list.sheets : visible;
  const planned = considered.flatMap((sheet) => {
    const plan = planSheet(sheet, targets);
    return plan === null ? [] : [plan];
  });
  const read = pick(planned, list.sheets[list.activeSheet]);
  if (read.length === 0) return { read: [planOrRefuse(firstFilled(considered, list), targets)], leftOut: [] };
  const leftOut = list.sheets.flatMap((sheet) => {
    if (read.some((plan) => plan.sheet === sheet) || isEmpty(sheet)) return [];
    return [{ name: sheet.name, why: whyLeftOut(sheet, planned, read.length) }];
  });
  return { read, leftOut };
}

function pick(planned: readonly SheetPlan[], active: Sheet | undefined): readonly SheetPlan[] {
  const groups = planned.filter(({ sheet: { name } }) => isClassName(name) || isSchoolName(name));
  if (groups.length >= 2) return groups;
  const open = planned.find(({ sheet }) => sheet === active);
  return open === undefined ? planned.slice(0, 1) : [open];
}

function whyLeftOut(
  sheet: Sheet,
  planned: readonly SheetPlan[],
  read: number,
): 'hidden' | 'total' | 'no-head' | 'other' {
  if (sheet.isHidden) return 'hidden';
  if (!planned.some((plan) => plan.sheet === sheet)) return 'no-head';
  return read > 1 ? 'total' : 'other';
}

/** `Lớp 5A`, `5A`, `10A1`, `6/2`, `Khối 9`. */
function isClassName(name: string): boolean {
  return (
    /^(LOP|KHOI) \S/.test(foldHead(name)) || /^\d{1,2}\s?[A-Z]{1,3}\d{0,2}$|^\d{1,2}[/.-]\d{1,2}$/i.test(name.trim())
  );
}

function isSchoolName(name: string): boolean {
  return /^(TRUONG|THCS|THPT|TH|TIEU HOC|MAM NON|TTGDTX) \S/.test(foldHead(name));
}

function isEmpty(sheet: Sheet): boolean {
  for (const { cells } of sheet.rows()) if (cells.some((cell) => cellText(cell).trim() !== '')) return false;
  return true;
}

function firstFilled(sheets: readonly Sheet[], list: ListFile): Sheet {
  const sheet = sheets.find((candidate) => !isEmpty(candidate)) ?? list.sheets[list.activeSheet];
  if (sheet === undefined || isEmpty(sheet)) throw new Refusal('invalid', 'ingest.empty', 'the list has no rows');
  return sheet;
}

function planOrRefuse(sheet: Sheet, targets: readonly Target[]): SheetPlan {
  const plan = planSheet(sheet, targets);
  if (plan !== null) return plan;
  const found = fullestRow(firstRows(sheet));
  const isThere = (field: string) =>
    targets.some((target) => target.field === field && found.some((head) => fit(target, foldHead(head)) > 0));
  const missing = ['sbd', 'name'].filter((field) => !isThere(field));
  throw columnsMissing(missing.length === 0 ? ['sbd', 'name'] : missing, found, sheet.name);
}

function planSheet(sheet: Sheet, targets: readonly Target[]): SheetPlan | null {
  const rows = firstRows(sheet);
  const texts = rows.flatMap(({ cells }) => cells.map(cellText));
  const legacy = findLegacy(texts);
  const header = findHeader({ targets, rows, layout: sheet.layout(), legacy });
  if (header === null) return null;
  const data = rows.filter(({ number }) => number >= header.dataFrom);
  const isUnicode = header.heads.map((_, column) =>
    data.some(({ cells }) => hasUnicodeLetters(cellText(cells[column]))),
  );
  const decode = (text: string, column: number): string =>
    legacy === null || isUnicode[column] || hasUnicodeLetters(text) ? text : decodeLegacy(text, legacy);
  const above = rows
    .filter(({ number }) => number < header.top)
    .flatMap(({ cells }) => cells.map((cell, column) => decode(cellText(cell), column).normalize('NFC').trim()));
  return { sheet, header, legacy, decode, ...fromNameAndTitle(sheet.name, above) };
}

function fromNameAndTitle(name: string, above: readonly string[]): { school: string | null; grade: string | null } {
  const titleSchool = above.map(schoolIn).find((school) => school !== null) ?? null;
  const titleGrade = above.map(gradeIn).find((grade) => grade !== null) ?? null;
  return {
    school: isSchoolName(name) ? name.trim() : titleSchool,
    grade: isClassName(name) ? name.trim().replace(/^lớp\s+/iu, '') : titleGrade,
  };
}

/** `TRƯỜNG THCS NGÔ QUYỀN` in a letterhead; the line of the office above it is no school. */
function schoolIn(text: string): string | null {
  const [, school] = /^(?:đơn vị\s*:\s*)?((?:trường|thcs|thpt|tiểu học)\s+\S[^\n]{2,80})/iu.exec(text) ?? [];
  return school?.trim() ?? null;
}

/** `DANH SÁCH HỌC SINH LỚP 5A`, `Lớp: 5A`. */
function gradeIn(text: string): string | null {
  const [, grade] =
    /(?:^|\s)lớp\s*:?\s*(\d{1,2}\s?[A-Za-zĐđ]{0,3}\d{0,2}(?:[/.]\d{1,2})?)(?=$|[\s,.;)-])/iu.exec(text) ?? [];
  return grade?.trim() ?? null;
}

function firstRows(sheet: Sheet): RawRow[] {
  const rows: RawRow[] = [];
  for (const row of sheet.rows()) {
    if (row.cells.some((cell) => cellText(cell).trim() !== '')) rows.push(row);
    if (rows.length === sampledRows) break;
  }
  return rows;
}

/** Names what is missing and what is there; a school's own number is offered where the registration number is missing. */
export function columnsMissing(missing: readonly string[], found: readonly string[], sheet: string): Refusal {
  const where = sheet === '' ? '' : ` in sheet '${sheet}'`;
  const offered = found.filter((head) => schoolNumberHeads.includes(foldHead(head)));
  const message = `no column for ${quoted(missing)}${where}; the list has ${quoted(found)}`;
  return new Refusal('invalid', 'ingest.columns-missing', message, { missing, found, sheet, offered });
}

function quoted(names: readonly string[]): string {
  return `[${names.map((name) => `'${name}'`).join(', ')}]`;
}
