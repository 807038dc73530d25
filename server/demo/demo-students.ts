import type { CertConfig } from '../config/cert-config.ts';
import type { Row } from '../students/students.ts';
import { between, pick, type Random, seededRandom } from './random.ts';
import { notables, vietnameseName } from './vietnamese-names.ts';

type Wanted = {
  readonly config: CertConfig;
  readonly count: number;
  /** The same seed gives the same students. */
  readonly seed: number;
  readonly locale?: 'vi' | 'en';
};

/** The exam's year; ages and registration numbers follow from it. */
const examYear = 2026;
/** Every so many rows one of the notables comes, as long as there are any. */
const notableEvery = 29;
const notableFirst = 4;

const schools = [
  'Trường THCS Lê Quý Đôn',
  'Trường THCS Nguyễn Du',
  'Trường THCS Trần Phú',
  'Trường THCS Đoàn Thị Điểm',
  'Trường THCS Võ Trường Toản',
  'Trường THCS Bùi Thị Xuân',
  'Trường THCS Phan Bội Châu, Đà Nẵng',
  'Trường THCS Ngô Sĩ Liên',
  'Trường THCS và THPT Nguyễn Khuyến',
  'Trường Phổ thông Dân tộc nội trú Tây Nguyên',
  'Trường THCS Ỷ Lan',
  'Trường THCS Huỳnh Khương Ninh',
  'Trường THCS Tăng Bạt Hổ A',
  'Trường TH, THCS và THPT Thực nghiệm Khoa học Giáo dục',
] as const;
const englishSchools = [
  'Riverside Middle School',
  'Lakeview Academy',
  'St. Mary’s School',
  'Oakwood High School',
] as const;
const englishFirst = [
  'Amelia',
  'Benjamin',
  'Chloé',
  'Daniel',
  'Eleanor',
  'Finn',
  'Grace',
  'Henry',
  'Isla',
  'Jack',
  'Zoë',
] as const;
const englishLast = [
  'Anderson',
  'Brown',
  'Carter',
  'Davies',
  'Evans',
  'Müller',
  'O’Connor',
  'Smith',
  'Taylor',
  'Wilson',
] as const;

/** Rows under the config's column names, one after the other: a million cost no memory. */
export function* generateStudents({ config, count, seed, locale = 'vi' }: Wanted): Generator<Row> {
  for (let index = 0; index < count; index += 1) {
    yield studentAt(
      index,
      seededRandom(Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b)),
      config,
      locale,
    );
  }
}

function studentAt(index: number, random: Random, config: CertConfig, locale: 'vi' | 'en'): Row {
  const columns = config.data_mapping;
  const person = locale === 'vi' ? vietnamesePerson(index, random) : englishPerson(random);
  const grade = between(random, 6, 9);
  const [day, month] = [between(random, 1, 28), between(random, 1, 12)].map((part) => String(part).padStart(2, '0'));
  const values: readonly (readonly [string | null, string])[] = [
    ...columns.extra_cols.map((column) => [column, ''] as const),
    [columns.sbd_col, `${examYear % 100}${String(10_001 + index).padStart(6, '0')}`],
    [columns.name_col, person.name],
    [columns.dob_col, person.dob ?? `${day ?? ''}/${month ?? ''}/${examYear - grade - 6}`],
    [columns.school_col, person.school],
    [columns.grade_col, `${grade}A${between(random, 1, 6)}`],
    [
      columns.phone_col,
      `0${pick(random, ['90', '91', '93', '97', '98', '86', '70'])}${between(random, 1_000_000, 9_999_999)}`,
    ],
    ...config.subjects.map(
      ({ code, db_col: column }) => [column, resultOf(random, Object.keys(config.results[code] ?? {}))] as const,
    ),
  ];
  return Object.fromEntries(values.filter((entry): entry is readonly [string, string] => entry[0] !== null));
}

function vietnamesePerson(index: number, random: Random) {
  const name = vietnameseName(random);
  const school = pick(random, schools);
  const turn = (index - notableFirst) / notableEvery;
  const notable = Number.isInteger(turn) ? notables[turn] : undefined;
  return { name, school, dob: undefined, ...notable };
}

function englishPerson(random: Random) {
  const name = `${pick(random, englishFirst)} ${pick(random, englishLast)}`;
  return { name, school: pick(random, englishSchools), dob: undefined };
}

/** Half of the subjects have no result; where there is one, later (lesser) awards are more frequent. */
function resultOf(random: Random, awards: readonly string[]): string {
  if (awards.length === 0 || random() < 0.45) return '';
  return awards[Math.floor(Math.sqrt(random()) * awards.length)] ?? '';
}

/**
 * Who of these students goes on to a later round, with new results in the subjects they had one in: about a third,
 * drawn by the same seed.
 */
export function* generateFinalists({ config, seed, ...wanted }: Wanted): Generator<Row> {
  const random = seededRandom(seed + 1);
  for (const student of generateStudents({ config, seed, ...wanted })) {
    const isBestAwarded = config.subjects.some(
      ({ code, db_col: column }) => student[column] === Object.keys(config.results[code] ?? {})[0],
    );
    if (!isBestAwarded && random() > 0.22) continue;
    const results = config.subjects
      .filter(({ db_col: column }) => student[column] !== '')
      .map(
        ({ code, db_col: column }) => [column, pick(random, ['', ...Object.keys(config.results[code] ?? {})])] as const,
      );
    yield { ...student, ...Object.fromEntries(results) };
  }
}
