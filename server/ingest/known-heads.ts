import { createHash } from 'node:crypto';
import type { CertConfig } from '../config/cert-config.ts';
import { toNameKey } from '../values/name.ts';

export type Field = 'sbd' | 'name' | 'dob' | 'school' | 'grade' | 'phone' | 'result' | 'extra';

/** A column of the round's table and the heads under which lists bring it, folded. */
export type Target = {
  readonly column: string;
  readonly field: Field;
  /** The user said that this head is it. */
  readonly named: readonly string[];
  readonly exact: readonly string[];
  /** Whole words that may stand among others. */
  readonly contained: readonly string[];
  /** The user said that these are not it. */
  readonly ignored: readonly string[];
};

type Heads = { readonly exact: readonly string[]; readonly contained: readonly string[]; readonly never?: RegExp };

/** Heads of lists as schools send them. `never` names words that make a contained head mean somebody or something else. */
const knownHeads: Readonly<Record<Exclude<Field, 'extra'>, Heads>> = {
  sbd: {
    exact: [
      'SO BAO DANH',
      'SBD',
      'SO BD',
      'S B D',
      'MA SO THI SINH',
      'MA THI SINH',
      'MSTS',
      'MA DU THI',
      'SO BD PHONG THI',
    ],
    contained: ['SO BAO DANH', 'SBD', 'SO BD', 'MA THI SINH'],
  },
  name: {
    exact: [
      'HO VA TEN',
      'HO TEN',
      'HO VA TEN THI SINH',
      'HO TEN THI SINH',
      'HO CHU DEM VA TEN',
      'HO TEN HOC SINH',
      'HO VA TEN HOC SINH',
      'HO VA TEN HOC VIEN',
      'TEN THI SINH',
      'TEN HOC SINH',
      'FULL NAME',
      'NAME',
    ],
    contained: ['HO VA TEN', 'HO TEN', 'HO CHU DEM VA TEN', 'FULL NAME'],
    never: /\b(CHA|BO|ME|PHU HUYNH|PH|GIAO VIEN|GV|GVCN|GIAM HO|BAO HO|GIAM THI|NGUOI NHAN|TRUONG)\b/,
  },
  dob: {
    exact: [
      'NGAY SINH',
      'NGAY THANG NAM SINH',
      'SINH NGAY',
      'NTNS',
      'N SINH',
      'NAM SINH',
      'NGAY THANG NAM',
      'DATE OF BIRTH',
      'DOB',
    ],
    contained: ['NGAY SINH', 'NGAY THANG NAM SINH', 'SINH NGAY', 'NAM SINH', 'NTNS'],
    never: /\b(CHA|BO|ME|PHU HUYNH|NOI SINH)\b/,
  },
  school: {
    exact: [
      'TRUONG',
      'TEN TRUONG',
      'DON VI',
      'DON VI DU THI',
      'TRUONG DON VI',
      'HOC SINH TRUONG',
      'CO SO DAO TAO',
      'NOI HOC',
      'DOI TUYEN',
      'SCHOOL',
    ],
    contained: ['TRUONG', 'DON VI', 'CO SO DAO TAO', 'NOI HOC'],
    never: /\b(HIEU TRUONG|NHOM TRUONG|TRUONG NHOM|LOP TRUONG|DIA CHI|MA TRUONG|MA DON VI)\b/,
  },
  grade: {
    exact: ['LOP', 'LOP HOC', 'KHOI', 'KHOI LOP', 'LOP KHOI', 'TEN LOP', 'CLASS', 'GRADE'],
    contained: ['LOP', 'KHOI LOP'],
    never: /\b(LOP TRUONG|GVCN|GIAO VIEN|XEP LOAI|SI SO)\b/,
  },
  phone: {
    exact: [
      'DIEN THOAI',
      'SDT',
      'SO DIEN THOAI',
      'DT',
      'SDT PHU HUYNH',
      'SDT PH',
      'DIEN THOAI LIEN HE',
      'DI DONG',
      'SO DT NGUOI NHAN',
      'SO DT',
      'PHONE',
    ],
    contained: ['DIEN THOAI', 'SDT', 'SO DT', 'DI DONG', 'PHONE'],
  },
  result: {
    exact: [
      'KET QUA',
      'KQ',
      'GIAI',
      'XEP GIAI',
      'DAT GIAI',
      'GIAI THUONG',
      'XEP LOAI',
      'THANH TICH',
      'DANH HIEU',
      'HUY CHUONG',
      'RESULT',
    ],
    contained: ['KET QUA', 'XEP GIAI', 'DAT GIAI', 'GIAI THUONG', 'XEP LOAI', 'HUY CHUONG'],
    never: /\b(DIEM|NAM TRUOC|HOC KY)\b/,
  },
};

/** Numbers of a school's own: offered where a list has no registration number, never taken by themselves. */
export const schoolNumberHeads = [
  'MA HS',
  'MA HOC SINH',
  'MSHV',
  'MA SO HOC SINH',
  'MA HOC VIEN',
  'MSHS',
  'MA DINH DANH',
];

export const familyHeads = [
  'HO DEM',
  'HO LOT',
  'HO VA TEN DEM',
  'HO CHU DEM',
  'HO VA CHU DEM',
  'HO VA CHU LOT',
  'HO CHU LOT',
  'HO VA DEM',
  'HO VA LOT',
  'HO',
];
export const givenHeads = ['TEN', 'TEN HOC SINH', 'TEN THI SINH'];
export const dateHeads: readonly (readonly string[])[] = [
  ['NGAY', 'NGAY SINH'],
  ['THANG', 'THANG SINH'],
  ['NAM', 'NAM SINH'],
];

/** A head as it is compared: no case, accents, brackets and what they hold, stars, punctuation, line breaks. */
export function foldHead(head: string): string {
  return toNameKey(head.replace(/\([^)]*\)|\[[^\]]*\]|\{[^}]*\}/g, ' '))
    .replace(/[^A-Z0-9]+/g, ' ')
    .trim();
}

/** The columns of the config, each with its heads; `named` are the user's own words for a column (or a field). */
export function targetsOf(
  config: CertConfig,
  named: ReadonlyMap<string, string>,
  ignoredHeads: readonly string[] = [],
): readonly Target[] {
  const ignored = ignoredHeads.map(foldHead);
  const { sbd_col, name_col, dob_col, school_col, grade_col, phone_col, extra_cols } = config.data_mapping;
  const plain: readonly (readonly [Field, string | null])[] = [
    ['sbd', sbd_col],
    ['name', name_col],
    ['dob', dob_col],
    ['school', school_col],
    ['grade', grade_col],
    ['phone', phone_col],
  ];
  const isAlone = config.subjects.length === 1;
  const known = (field: Field): Heads => (field === 'extra' ? { exact: [], contained: [] } : knownHeads[field]);
  const namedFor = (column: string, field: Field) =>
    [named.get(column), named.get(field)].flatMap((head) => (head === undefined ? [] : [foldHead(head)]));
  const mapped = plain.flatMap(([field, column]): Target[] => {
    if (column === null) return [];
    const { exact, contained } = known(field);
    return [{ column, field, named: namedFor(column, field), exact: [foldHead(column), ...exact], contained, ignored }];
  });
  const extras = extra_cols.map((column): Target => {
    return {
      column,
      field: 'extra',
      named: namedFor(column, 'extra'),
      exact: [foldHead(column)],
      contained: [],
      ignored,
    };
  });
  const results = config.subjects.map(({ code, en, vi, db_col: column }): Target => {
    const labels = [vi, en].flatMap((label) => (label ? [foldHead(label)] : []));
    const { exact, contained } = isAlone ? knownHeads.result : { exact: [], contained: [] };
    return {
      column,
      field: 'result',
      named: namedFor(column, isAlone ? 'result' : 'extra'),
      exact: [foldHead(column), foldHead(code), ...labels, ...exact],
      contained: [...labels, ...contained],
      ignored,
    };
  });
  return onePerColumn([...mapped, ...results, ...extras]);
}

/** A column may be named twice, such as the registration number among the extra ones to be drawn: the first counts. */
function onePerColumn(targets: readonly Target[]): readonly Target[] {
  const byColumn = new Map<string, Target>();
  for (const target of targets) if (!byColumn.has(target.column)) byColumn.set(target.column, target);
  return [...byColumn.values()];
}

/**
 * How well a folded head fits: 10 named, 3 and a little exact (more for one that comes first in our list, so that SBD
 * goes before MA THI SINH), between 1 and 2 contained (longer is better), 0 not at all.
 */
export function fit(target: Target, head: string): number {
  if (head === '' || target.ignored.includes(head)) return 0;
  if (target.named.includes(head)) return 10;
  if (target.named.length > 0) return 0;
  const place = target.exact.indexOf(head);
  if (place >= 0) return 3 + 1 / (place + 4);
  if (target.field === 'extra' || knownHeads[target.field].never?.test(head)) return 0;
  const longest = target.contained.filter((words) => ` ${head} `.includes(` ${words} `)).map(({ length }) => length);
  return longest.length === 0 ? 0 : 1 + Math.min(Math.max(...longest), 40) / 50;
}

/** A head that speaks of results without saying of which subject. */
export function isResultHead(head: string): boolean {
  return knownHeads.result.exact.includes(head);
}

/** The same for lists with the same heads, whatever their order and spelling. */
export function sourceOf(heads: readonly string[]): string {
  const folded = heads.map(foldHead).toSorted();
  return createHash('sha256').update(JSON.stringify(folded)).digest('hex').slice(0, 32);
}
