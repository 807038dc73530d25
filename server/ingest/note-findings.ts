import { exampleAt, type Findings } from './findings.ts';
import { placesOf } from './guess-columns.ts';
import { decodeLegacy } from './legacy-text.ts';
import { foldHead, isResultHead, type Target } from './known-heads.ts';
import type { SheetPlan, SheetsPlan } from './plan-sheets.ts';
import { cellText, columnLetters, type ListFile } from './rows.ts';

/** How the file was read: the things found by content that a person can overrule. */
export function noteFile({ encoding, delimiter }: ListFile, findings: Findings): void {
  if (encoding !== null && encoding !== 'utf-8') findings.state('file.encoding', 'info', '', { encoding });
  if (delimiter !== null && delimiter !== ',') {
    findings.state('file.delimiter', 'info', '', { delimiter: delimiter === '\t' ? 'tab' : delimiter });
  }
}

export function noteSheets({ read, leftOut }: SheetsPlan, findings: Findings): void {
  if (read.length > 1) findings.state('sheets.joined', 'info', '', { sheets: read.map(({ sheet }) => sheet.name) });
  for (const { name, why } of leftOut)
    findings.state(`sheet.${why}`, why === 'no-head' ? 'info' : 'warning', '', { sheet: name });
}

/** Where the head stands, and what became of each of its columns. */
export function noteColumns(plan: SheetPlan, targets: readonly Target[], findings: Findings): void {
  const { sheet, header, school, grade } = plan;
  const place = { sheet: sheet.name };
  if (header.top > 1) {
    findings.state('header.row', 'info', '', { ...place, row: header.top, rows: header.bottom - header.top + 1 });
  }
  noteLetters(plan, findings);
  for (const { target, head } of header.guess.rivals) {
    findings.state('column.rival', 'warning', target.column, { ...place, head });
  }
  const results = targets.flatMap(({ column, field }) => (field === 'result' ? [column] : []));
  noteHeads(plan, results, findings);
  noteAbsent(plan, targets, findings);
  if (school !== null && !hasField(plan, 'school')) findings.state('school.outside', 'info', '', { ...place, school });
  if (grade !== null && !hasField(plan, 'grade')) findings.state('grade.outside', 'info', '', { ...place, grade });
}

function noteHeads({ sheet, header }: SheetPlan, results: readonly string[], findings: Findings): void {
  const used = new Set(header.guess.uses.flatMap(({ source }) => placesOf(source)));
  const { hiddenColumns } = sheet.layout();
  for (const [index, { text }] of header.heads.entries()) {
    const facts = { sheet: sheet.name, head: text, letters: columnLetters(index) };
    const isHidden = hiddenColumns.has(index);
    if (used.has(index)) {
      if (isHidden) findings.state('column.hidden-used', 'warning', '', facts);
    } else if (text !== '') {
      const isResult = isResultHead(foldHead(text));
      const code = isResult ? 'column.result-unclear' : isHidden ? 'column.hidden' : 'column.unused';
      findings.state(code, isResult ? 'warning' : 'info', '', isResult ? { ...facts, columns: [...results] } : facts);
    }
  }
}

function noteAbsent(plan: SheetPlan, targets: readonly Target[], findings: Findings): void {
  for (const { column, field } of targets) {
    if (plan.header.guess.uses.some(({ target }) => target.column === column)) continue;
    const isKnownElsewhere = (field === 'school' && plan.school !== null) || (field === 'grade' && plan.grade !== null);
    if (!isKnownElsewhere)
      findings.state('column.absent', field === 'dob' ? 'warning' : 'info', column, { sheet: plan.sheet.name });
  }
}

function noteLetters({ sheet, legacy, header }: SheetPlan, findings: Findings): void {
  if (legacy === null) return;
  const { texts, row } = firstDoubtful({ sheet, header });
  findings.state('letters.old', 'warning', '', { sheet: sheet.name, encoding: legacy });
  findings.note(
    'letters.decoded',
    'info',
    '',
    exampleAt({ sheet: sheet.name, row }, texts, decodeLegacy(texts, legacy)),
  );
}

function firstDoubtful({ sheet, header }: Pick<SheetPlan, 'sheet' | 'header'>): { texts: string; row: number } {
  for (const { number, cells } of sheet.rows()) {
    const texts = cells.map(cellText).find((text) => number >= header.dataFrom && /[\u00a1-\u00ff]/.test(text));
    if (texts !== undefined) return { texts, row: number };
  }
  return { texts: '', row: header.top };
}

function hasField({ header }: SheetPlan, field: Target['field']): boolean {
  return header.guess.uses.some(({ target }) => target.field === field);
}
