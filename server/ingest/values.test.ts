import { describe, expect, it } from 'vitest';
import { anIngest, csv, sheet } from '../../test/support/ingest-builder.ts';
import { aConfig } from '../../test/support/config-builder.ts';
import type { CellSpec } from '../../test/support/xlsx-file.ts';
import type { IngestOptions, IngestReport } from './ingest.contract.ts';
import { meaningOf } from './result-words.ts';

const findingOf = ({ findings }: IngestReport, code: string) => findings.find((finding) => finding.code === code);

/** One column of a list, read. */
function column(name: string, cells: readonly CellSpec[], options: Partial<IngestOptions> = {}) {
  const { importing, rows } = anIngest();
  const report = importing(
    sheet(
      ['sbd', 'Họ tên', name],
      ...cells.map((cell, index) => [`A${100 + index}`, `Nguyễn ${'IVX'.charAt(index % 3)}`, cell]),
    ),
    options,
  );
  return { report, rows, values: (wanted: string) => rows().map((row) => row[wanted]) };
}

describe('a date of birth', () => {
  const dates = (cells: readonly CellSpec[], options: Partial<IngestOptions> = {}) => {
    const { report, values } = column('Ngày sinh', cells, options);
    return { report, values: values('dob') };
  };

  it('is taken from text in any order and from real date cells and serial numbers', () => {
    const cells: CellSpec[] = [
      '25/12/2010',
      '25-12-2010',
      '25.12.2010',
      '2010-12-25',
      '5/2/2010',
      '2010-12-25 00:00:00',
      { date: 40537 },
      40537,
      'Ngày 25 tháng 12 năm 2010',
      ' 25 / 12 / 2010 ',
    ];
    expect(dates(cells).values).toEqual([
      '25/12/2010',
      '25-12-2010',
      '25/12/2010',
      '25/12/2010',
      '05/02/2010',
      '25/12/2010',
      '25/12/2010',
      '25/12/2010',
      '25/12/2010',
      '25/12/2010',
    ]);
  });

  it('is kept where it is a year alone or no date, with a warning', () => {
    const { report, values } = dates(['2010', 2009, 'không rõ', '31/02/2010', '']);
    expect(values).toEqual(['2010', '2009', 'không rõ', '31/02/2010', '']);
    expect(findingOf(report, 'dob.year')).toMatchObject({
      level: 'warning',
      count: 2,
      examples: [{ row: 2, before: '2010' }, { row: 3 }],
    });
    expect(findingOf(report, 'dob.unreadable')).toMatchObject({ level: 'warning', count: 2 });
  });

  it('with a two-digit year is asked about, with what it would become, and nothing is written meanwhile', () => {
    const { report, values } = dates(['2/1/10', '3-4-98', '09', 8, '31/02/10', '1/2/3']);
    expect(report.committed).toBe(false);
    expect(values).toEqual([]);
    expect(findingOf(report, 'dob.short-year')).toMatchObject({
      level: 'question',
      count: 5,
      examples: [
        { row: 2, before: '2/1/10', after: '02/01/2010' },
        { before: '3-4-98', after: '03/04/1998' },
        { before: '09', after: '2009' },
        { before: '8', after: '2008' },
        { before: '1/2/3', after: '01/02/2003' },
      ],
    });
    const taken = dates(['2/1/10', '3-4-98', '09', '99'], { shortYears: true });
    expect(taken.values).toEqual(['02/01/2010', '03/04/1998', '2009', '1999']);
    expect(findingOf(taken.report, 'dob.century')).toMatchObject({ count: 2 });
    expect(findingOf(taken.report, 'dob.year')).toMatchObject({ level: 'warning', count: 2 });
  });

  const swapped: CellSpec[] = [{ date: 40212 }, { date: 40302 }, '25/12/2010', '13/01/2010']; // 03/02 and 04/05 of 2010, as a US Excel read 2/3 and 5/4
  it('swapped by a US spreadsheet is noticed by the mix and asked about, with examples', () => {
    const { report, values } = dates(swapped);
    expect(report.committed).toBe(false);
    expect(values).toEqual([]);
    expect(findingOf(report, 'dob.order-swapped')).toMatchObject({
      level: 'question',
      examples: [
        { before: '03/02/2010', after: '02/03/2010' },
        { before: '04/05/2010', after: '05/04/2010' },
        { before: '25/12/2010' },
        {},
      ],
    });
  });

  it('is swapped back, or left, as the person says', () => {
    expect(dates(swapped, { dateOrder: 'mdy' }).values).toEqual([
      '02/03/2010',
      '05/04/2010',
      '25/12/2010',
      '13/01/2010',
    ]);
    expect(dates(swapped, { dateOrder: 'dmy' }).values).toEqual([
      '03/02/2010',
      '04/05/2010',
      '25/12/2010',
      '13/01/2010',
    ]);
  });

  it('asks nothing where real dates and text are mixed and sound', () => {
    expect(dates([{ date: 40212 }, { date: 40537 }, '25/12/2010', '02/03/2010']).report.committed).toBe(true);
  });

  it('written month first is asked about, and read so when told', () => {
    expect(findingOf(dates(['12/25/2010', '1/2/2010']).report, 'dob.order-month-first')).toMatchObject({
      level: 'question',
    });
    expect(dates(['12/25/2010', '1/2/2010'], { dateOrder: 'mdy' }).values).toEqual(['25/12/2010', '02/01/2010']);
  });

  it('is not swapped back where real dates show that they were read right', () => {
    const { report } = dates([{ date: 40212 }, { date: 40537 }], { dateOrder: 'mdy' });
    expect(findingOf(report, 'dob.order-no-swap')).toMatchObject({ level: 'question' });
    expect(report.committed).toBe(false);
  });
});

describe('numbers', () => {
  it('keep the zeros their format shows, and it is said', () => {
    const { importing, rows } = anIngest();
    const padded = (number: number, format: string) => ({ number, format });
    const report = importing(
      sheet(
        ['SBD', 'Họ tên', 'SĐT', 'ward'],
        [padded(123, '00000'), 'Nguyễn An', padded(912345678, '0000000000'), padded(1234567890, '000000000000')],
      ),
    );
    expect(rows()).toMatchObject([{ sbd: '00123', phone: '0912345678', ward: '001234567890' }]);
    expect(findingOf(report, 'zeros.restored')).toMatchObject({
      column: 'sbd',
      examples: [{ row: 2, before: '123', after: '00123' }],
    });
  });

  it('of a phone get back the 0 that nine digits lack', () => {
    const { report, values } = column('SĐT', [912345678, '912.345.678', '0912345678', '+84 912 345 678', '']);
    expect(values('phone')).toEqual(['0912345678', '0912.345.678', '0912345678', '+84 912 345 678', '']);
    expect(findingOf(report, 'phone.zero')).toMatchObject({
      count: 2,
      examples: [{ before: '912345678', after: '0912345678' }, {}],
    });
  });

  it('shorter than the rest are pointed out, rounded ones rejected', () => {
    const { importing } = anIngest();
    const rows = Array.from({ length: 20 }, (_, index) => [`0${10_000 + index}`, 'Nguyễn An']);
    const report = importing(csv(['SBD', 'Họ tên'], ...rows, ['1001', 'Lê Na'], ['1.23457E+11', 'Lê Ba']));
    expect(findingOf(report, 'sbd.width')).toMatchObject({
      count: 1,
      facts: { width: 6 },
      examples: [{ before: '1001' }],
    });
    expect(report.rejected).toMatchObject([{ code: 'sbd.rounded' }]);
  });
});

describe('a name', () => {
  const names = (cells: readonly string[]) => {
    const { importing, rows } = anIngest();
    const report = importing(csv(['SBD', 'Họ tên'], ...cells.map((cell, index) => [`A${100 + index}`, cell])));
    return { report, names: rows().map((row) => row['full_name']) };
  };

  it('is kept but for NFC, spaces and the foreign Ð', () => {
    const written = [
      'Ðỗ Văn Ðức',
      '  Nguyễn\u00a0\u00a0Thị   Đào ',
      'Trần Hưởng'.normalize('NFD'),
      'Lê\u200b Na',
      'H’Hen Niê',
      'TRẦN BÌNH',
    ];
    expect(names(written).names).toEqual([
      'Đỗ Văn Đức',
      'Nguyễn Thị Đào',
      'Trần Hưởng',
      'Lê Na',
      'H’Hen Niê',
      'TRẦN BÌNH',
    ]);
  });

  it.each([
    ['TRẦN BÌNH', 'name.capitals'],
    ['Bình', 'name.one-syllable'],
    ['Trần  Bình', 'name.double-space'],
    ['H’Hen Niê', 'name.apostrophe'],
    ['Trần Bình 2', 'name.odd-character'],
    ['', 'name.empty'],
  ])('%j is pointed out as %s', (name, code) => {
    const list = csv(['SBD', 'Họ tên', 'Lớp'], ['A1', name, '9A'], ['A2', 'Nguyễn An', '9A']);
    const doubts = anIngest()
      .importing(list)
      .findings.filter((finding) => finding.code.startsWith('name.'));
    expect(doubts).toMatchObject([{ code, level: 'warning', count: 1, examples: [{ row: 2 }] }]);
  });

  it('twice with the same birthday under two numbers is listed with both rows', () => {
    const { importing } = anIngest();
    const report = importing(
      csv(
        ['SBD', 'Họ tên', 'Ngày sinh'],
        ['A1', 'Nguyễn An', '1/2/2010'],
        ['A2', 'NGUYEN AN', '01-02-2010'],
        ['A3', 'Nguyễn An', '2/2/2010'],
      ),
    );
    expect(findingOf(report, 'duplicate.person')).toMatchObject({ count: 1, examples: [{ row: 3, after: 'A1 (2)' }] });
  });
});

describe('a formula error', () => {
  it.each([[{ error: '#REF!' }], ['#N/A']])('is listed with its row and not written', (cell) => {
    const { report } = column('Lớp', ['9A', cell]);
    expect(report).toMatchObject({
      counts: { added: 1, rejected: 1 },
      rejected: [{ row: 3, code: 'cell.error', facts: { head: 'Lớp' } }],
    });
  });
});

describe('result words', () => {
  const config = aConfig({
    subjects: [{ code: 'T', en: 'Maths', vi: 'Toán', db_col: 'toan' }],
    results: { T: { 'Giải Nhất': 1, 'Giải Nhì': 2, 'Khuyến khích': 3, Vàng: 4 } },
  });
  const read = (words: readonly string[], options: Partial<IngestOptions> = {}) => {
    const { importing, rows } = anIngest(config);
    const report = importing(
      csv(['SBD', 'Họ tên', 'Toán'], ...words.map((word, index) => [`A${100 + index}`, 'Nguyễn An', word])),
      options,
    );
    return { report, words: rows().map(({ toan }) => toan) };
  };

  it('meet the configured names whatever their case and accents', () => {
    const { report, words } = read(['Giải Nhất', 'GIẢI NHÌ', 'khuyen khich', '']);
    expect(words).toEqual(['Giải Nhất', 'GIẢI NHÌ', 'khuyen khich', '']);
    expect(report.findings.filter(({ code }) => code.startsWith('result.'))).toEqual([]);
  });

  it('in other spellings are proposed, and taken only when accepted or mapped', () => {
    const list = ['Nhất', 'G. Nhì', 'II', '1', 'KK', 'HCV'];
    const { report, words } = read(list);
    expect(words).toEqual(list);
    expect(findingOf(report, 'result.proposed')).toMatchObject({
      count: 6,
      examples: [{ before: 'Nhất', after: 'Giải Nhất' }, { after: 'Giải Nhì' }, {}, {}, {}],
    });
    const accepted = ['Giải Nhất', 'Giải Nhì', 'Giải Nhì', 'Giải Nhất', 'Khuyến khích', 'Vàng'];
    expect(read(list, { acceptProposals: true }).words).toEqual(accepted);
    expect(
      read(['G. Nhì', 'x'], {
        mapResults: [
          ['g. nhì', 'Giải Nhì'],
          ['x', ''],
        ],
      }).words,
    ).toEqual(['Giải Nhì', '']);
  });

  it('that mean nothing known are asked about, those without an award are not', () => {
    const { report } = read(['-', 'x', 'KĐ', 'Vắng mặt', '0 đạt', 'Hỏng']);
    expect(findingOf(report, 'result.unknown')).toMatchObject({
      count: 2,
      examples: [{ before: '-' }, { before: 'x' }],
    });
    expect(findingOf(report, 'result.no-award')).toMatchObject({ count: 4 });
  });

  it('that differ in accents alone are told apart: an absent one is no gold medal, and VANG may be either', () => {
    const { report, words } = read(['Vắng', 'vàng', 'Vang', 'Giải Nhât', 'Giải Nhầt']);
    expect(words).toEqual(['Vắng', 'vàng', 'Vang', 'Giải Nhât', 'Giải Nhầt']);
    expect(findingOf(report, 'result.no-award')).toMatchObject({ count: 1, examples: [{ before: 'Vắng' }] });
    expect(findingOf(report, 'result.accents')).toMatchObject({
      level: 'warning',
      count: 2,
      examples: [
        { before: 'Vang', after: 'Vàng' },
        { before: 'Giải Nhât', after: 'Giải Nhất' },
      ],
    });
    expect(findingOf(report, 'result.proposed')).toMatchObject({
      count: 1,
      examples: [{ before: 'Giải Nhầt', after: 'Giải Nhất' }],
    });
    expect(read(['Vắng', 'Vang'], { acceptProposals: true }).words).toEqual(['Vắng', 'Vang']);
    expect(read(['vắng', 'vàng'], { mapResults: [['Vắng', '']] }).words).toEqual(['', 'vàng']);
  });

  it.each([
    ['Đ', 'pass'],
    ['Đạt', 'pass'],
    ['V', 'absent'],
    ['vắng', 'absent'],
    ['Giải KK', 'consolation'],
    ['HCĐ', 'bronze'],
    ['HCB', 'silver'],
    ['III', 'third'],
    ['Giải ba', 'third'],
    ['VANG', null],
    ['Xuất sắc', null],
  ])('%j means %s', (word, meaning) => {
    expect(meaningOf(word)).toBe(meaning);
  });
});
