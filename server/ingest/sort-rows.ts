import { readSbd } from '../values/sbd.ts';
import { cleanText } from './clean-text.ts';
import { repeatsHead } from './find-header.ts';
import { placesOf, type ColumnUse } from './guess-columns.ts';
import { foldHead } from './known-heads.ts';
import type { SheetPlan } from './plan-sheets.ts';
import { type Cell, cellText, type RawRow } from './rows.ts';

/** What stands over the rows below it. */
export type Group = { readonly school: string | null; readonly grade: string | null };

export type RowKind = 'candidate' | 'passed' | 'blank';

/**
 * Tells rows that may be students from what else stands in a list: group rows, totals, footers, repeated heads. Keeps
 * the school and the grade that the last group row, the sheet's name or its title gave.
 */
export function createRowSorter(plan: SheetPlan) {
  const { header } = plan;
  const sbdUse = header.guess.uses.find(({ target }) => target.field === 'sbd');
  const nameUse = header.guess.uses.find(({ target }) => target.field === 'name');
  let group: Group = { school: plan.school, grade: plan.grade };
  let isBelowFooter = false;

  const [sbdPlace, namePlace] = plan.legacy === null ? [onePlace(sbdUse), onePlace(nameUse)] : [-1, -1];

  function sort(raw: RawRow): RowKind {
    if (isDigits(raw.cells[sbdPlace]) && beginsWithLetter(raw.cells[namePlace])) return 'candidate';
    const sbd = textOf(raw, sbdUse);
    const name = textOf(raw, nameUse);
    if (name !== '' && isSbd(sbd) && /\d/.test(sbd)) return 'candidate';
    const texts = raw.cells.map((cell, column) => cleanText(plan.decode(cellText(cell), column)));
    if (texts.every((text) => text === '')) return 'blank';
    return sortDoubtful(texts, sbd, name);
  }

  function sortDoubtful(texts: readonly string[], sbd: string, name: string): RowKind {
    const filled = texts.filter((text) => text !== '');
    const isNumbered = isSbd(sbd);
    if (repeatsHead(header, texts)) return 'passed';
    if (isNumbered && name !== '') return 'candidate';
    if (isGroup(filled, name) || isRemark(filled)) return 'passed';
    if (isNumbered) return 'candidate';
    return isBelowFooter || name === '' ? 'passed' : 'candidate';
  }

  function textOf({ cells }: RawRow, use: ColumnUse | undefined): string {
    if (use === undefined) return '';
    const { source } = use;
    if (source.kind === 'one') return cleanText(plan.decode(cellText(cells[source.index]), source.index));
    const parts = placesOf(source).map((index) => cleanText(plan.decode(cellText(cells[index]), index)));
    return parts.filter((part) => part !== '').join(' ');
  }

  function isRemark(filled: readonly string[]): boolean {
    const folded = filled.map(foldHead);
    isBelowFooter ||= folded.some((text) => footer.test(text));
    return isBelowFooter || folded.some((text) => total.test(text));
  }

  /** One text in the whole row, behind a `I` or `1.` at most, or the same in all of its cells; a name alone is a student. */
  function isGroup(filled: readonly string[], name: string): boolean {
    const unnumbered = filled.length > 1 ? filled.filter((text) => !ordinal.test(text)) : filled;
    const [text = ''] = unnumbered;
    if (text === '' || !unnumbered.every((other) => other === text)) return false;
    if (noteGroup(text.replace(ordinalBefore, ''))) return true;
    return unnumbered.length === filled.length && (name === '' || filled.length > 1);
  }

  /** Whether the text names a school or a class, which then holds for the rows below. */
  function noteGroup(text: string): boolean {
    const [, grade] = /^(?:lớp|khối)\s*:?\s*(\S.*)$/iu.exec(text) ?? [];
    if (grade !== undefined) {
      group = { ...group, grade };
      return true;
    }
    if (!/^(?:đơn vị|trường|thcs|thpt|th|tiểu học|tt|trung tâm)(?:\s|:)/iu.test(text)) return false;
    group = { ...group, school: text.replace(/^đơn vị\s*:\s*/iu, '').replace(headCount, '') };
    return true;
  }

  return { sort, group: () => group };
}

/** The number of a group, in a cell of its own or before its name. */
const ordinal = /^([IVX]+|\d{1,3}|[A-Z])[.)]?$/;
const ordinalBefore = /^([IVX]+|\d{1,3}|[A-Z])[.)]\s*/;
/** `: 25 học sinh`, `(12 em)` behind a school. */
const headCount = /\s*[:,(–-]\s*\d+\s*(?:học sinh|thí sinh|hs|em)\s*\)?$/iu;

const total = /^(TONG CONG|TONG SO|CONG LAI|TONG|CONG)( (\d|HOC SINH|THI SINH|CO |DANH SACH|SO ).*)?$/;
/** Signatures, place and date, remarks: from here on only rows with a registration number are students. */
const footer =
  /(^| )NGAY .{0,12}THANG .{0,12}NAM( |$)|^(DANH SACH (NAY )?(GOM|CO)|AN DINH DANH SACH|NGUOI LAP|HIEU TRUONG|KT HIEU TRUONG|PHO HIEU TRUONG|THU TRUONG|CHU TICH|TRUONG BAN|GIAO VIEN CHU NHIEM|GHI CHU|XAC NHAN)( |$)/;

function isSbd(text: string): boolean {
  return text !== '' && readSbd(text).ok;
}

function onePlace(use: ColumnUse | undefined): number {
  return use?.source.kind === 'one' ? use.source.index : -1;
}

/** A number as nearly every row has it: nothing to clean, and of the right form. */
function isDigits(cell: Cell | undefined): boolean {
  if (typeof cell !== 'string') return false;
  for (let index = 0; index < cell.length; index += 1) {
    const code = cell.charCodeAt(index);
    if (code < 48 || code > 57) return false;
  }
  return cell.length > 0 && cell.length <= 64;
}

/** A text that is not empty when it has been cleaned. */
function beginsWithLetter(cell: Cell | undefined): boolean {
  if (typeof cell !== 'string') return false;
  const code = cell.charCodeAt(0);
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || (code >= 0xc0 && code < 0x250);
}
