import { describe, expect, it } from 'vitest';
import { aConfig } from '../../test/support/config-builder.ts';
import { anIngest, csv, sheet, sheets } from '../../test/support/ingest-builder.ts';
import { asTcvn3, asVni } from '../../test/support/old-letters.ts';
import { xlsxFile, type CellSpec } from '../../test/support/xlsx-file.ts';
import type { IngestReport } from './ingest.contract.ts';

const codes = ({ findings }: IngestReport) => findings.map(({ code }) => code);
const findingOf = ({ findings }: IngestReport, code: string) => findings.find((finding) => finding.code === code);

/** Students of a list, as columns asked for. */
function students(
  content: string | Buffer,
  columns: readonly string[],
  options: Parameters<ReturnType<typeof anIngest>['importing']>[1] = {},
) {
  const { importing, rows } = anIngest();
  const report = importing(content, options);
  return { report, rows: rows().map((row) => columns.map((column) => row[column])) };
}

describe('heads', () => {
  const heads: readonly (readonly [string, readonly string[]])[] = [
    [
      'full_name',
      [
        'Họ và tên',
        'Họ tên',
        'HỌ VÀ TÊN THÍ SINH',
        'Họ, chữ đệm và tên',
        'Họ tên học sinh (*)',
        'Họ và tên học viên',
        'Tên thí sinh',
        'HO TEN',
        'full_name',
        'Họ và\ntên',
      ],
    ],
    [
      'dob',
      [
        'Ngày sinh',
        'Ngày tháng năm sinh',
        'Ngày, tháng, năm sinh',
        'Sinh ngày',
        'NTNS',
        'N.Sinh',
        'Năm sinh',
        'NGAY SINH',
        'Ngày sinh (dd/mm/yyyy)',
      ],
    ],
    [
      'sbd',
      [
        'Số báo danh',
        'SBD',
        'Số BD',
        'S.B.D',
        'Mã số thí sinh',
        'Mã thí sinh',
        'MSTS',
        'Mã dự thi',
        'Số BD/Phòng thi',
        'So bao danh',
      ],
    ],
    [
      'school',
      [
        'Trường',
        'Tên trường',
        'Đơn vị',
        'Đơn vị dự thi',
        'Trường/Đơn vị',
        'Học sinh trường',
        'Cơ sở đào tạo',
        'Nơi học',
        'TRUONG',
        'Đội tuyển',
      ],
    ],
    ['grade', ['Lớp', 'Lớp học', 'Khối', 'Khối lớp', 'Lớp/Khối', 'Tên lớp', 'LOP', 'Lớp năm học 2025-2026', 'Class']],
    [
      'phone',
      [
        'Điện thoại',
        'SĐT',
        'Số điện thoại',
        'ĐT',
        'SĐT phụ huynh',
        'SDT PH',
        'Điện thoại liên hệ',
        'Di động',
        'Số ĐT người nhận',
        'Phone',
      ],
    ],
    ['toan', ['Toán', 'Mathematics', 'toan', 'Giải môn Toán', 'Kết quả Toán']],
  ];
  const cases = heads.flatMap(([column, names]) => names.map((name) => [name, column] as const));

  it.each(cases)('%j is the column %s', (name, column) => {
    const plain = new Map([
      ['sbd', 'Số báo danh'],
      ['full_name', 'Họ và tên'],
      ['dob', 'Ngày sinh'],
      [column, name],
    ]);
    const { importing } = anIngest();
    const report = importing(
      sheet(['STT', ...plain.values()], ['1', ...Array.from(plain.keys(), (key) => `${key}1`)]),
      { commit: false },
    );
    expect(report.columns).toContainEqual(expect.objectContaining({ column, head: name.replace('\n', ' ') }));
  });

  it.each([
    'Kết quả',
    'KQ',
    'Giải',
    'Xếp giải',
    'Đạt giải',
    'Giải thưởng',
    'Xếp loại',
    'Thành tích',
    'Danh hiệu',
    'Huy chương',
  ])('%j is the result where there is one subject, and asked about where there are two', (name) => {
    const list = csv(['SBD', 'Họ tên', name], ['A1', 'Nguyễn An', 'Giải Nhất']);
    const alone = { subjects: [{ code: 'TOAN', en: 'Maths', db_col: 'toan' }], results: { TOAN: { 'Giải Nhất': 1 } } };
    const one = anIngest(aConfig(alone));
    one.importing(list);
    expect(one.rows()).toMatchObject([{ toan: 'Giải Nhất' }]);
    const two = anIngest();
    expect(findingOf(two.importing(list), 'column.result-unclear')).toMatchObject({ facts: { head: name } });
    expect(two.importing(list, { columns: [['van', name]], duplicates: 'replace' }).counts.changed).toBe(1);
  });

  it('an exact head wins over one that contains it, and people who are no students are left alone', () => {
    const list = csv(
      ['SBD', 'Họ tên cha', 'Họ và tên', 'Ngày sinh của mẹ', 'Ngày sinh', 'Lớp cũ của em', 'Lớp'],
      ['A1', 'Nguyễn Cha', 'Nguyễn An', '1/1/1980', '1/2/2010', '8A', '9A'],
    );
    expect(students(list, ['full_name', 'dob', 'grade']).rows).toEqual([['Nguyễn An', '01/02/2010', '9A']]);
  });

  it('says which other column would have fitted as well', () => {
    const { report, rows } = students(
      csv(['SBD', 'Họ tên', 'SĐT', 'Di động'], ['A1', 'Nguyễn An', '0911111111', '0922222222']),
      ['phone'],
    );
    expect(rows).toEqual([['0911111111']]);
    expect(findingOf(report, 'column.rival')).toMatchObject({ column: 'phone', facts: { head: 'Di động' } });
  });
});

describe('split names and dates', () => {
  it.each(['Họ đệm', 'Họ lót', 'Họ và tên đệm'])('joins %j and Tên', (family) => {
    const { report, rows } = students(csv(['SBD', family, 'Tên', 'Lớp'], ['A1', 'Nguyễn Thị', 'Đào', '9A']), [
      'full_name',
      'grade',
    ]);
    expect(rows).toEqual([['Nguyễn Thị Đào', '9A']]);
    expect(findingOf(report, 'name.joined')).toMatchObject({
      examples: [{ before: 'Nguyễn Thị | Đào', after: 'Nguyễn Thị Đào' }],
    });
  });

  it('joins the column under an empty second head of a merged one', () => {
    const rows: CellSpec[][] = [
      ['SBD', 'Họ và tên', null, 'Lớp'],
      ['A1', 'Nguyễn Thị', 'Đào', '9A'],
      ['A2', 'Y Moan', 'Êban', '9B'],
    ];
    const book = xlsxFile({ sheets: [{ name: 'DS', rows, merges: ['B1:C1'] }] });
    expect(students(book, ['full_name', 'grade']).rows).toEqual([
      ['Nguyễn Thị Đào', '9A'],
      ['Y Moan Êban', '9B'],
    ]);
  });

  it('reads a date in three columns, under a head of two rows', () => {
    const rows: CellSpec[][] = [
      ['TT', 'SBD', 'Họ và tên', 'Ngày sinh', null, null, 'Lớp'],
      [null, null, null, 'Ngày', 'Tháng', 'Năm', null],
      ['(1)', '(2)', '(3)', '(4)', '(5)', '(6)', '(7)'],
      [1, 'A1', 'Nguyễn An', 2, 1, 2010, '9A'],
    ];
    const book = xlsxFile({ sheets: [{ name: 'DS', rows, merges: ['A1:A2', 'B1:B2', 'C1:C2', 'D1:F1', 'G1:G2'] }] });
    const { report, rows: read } = students(book, ['sbd', 'full_name', 'dob', 'grade']);
    expect(read).toEqual([['A1', 'Nguyễn An', '02/01/2010', '9A']]);
    expect(report.counts).toMatchObject({ read: 1, passed: 0 });
  });

  it('reads a two-row head of a csv', () => {
    const list = csv(
      ['SBD', 'Họ và tên', '', 'Ngày sinh', '', ''],
      ['', 'Họ đệm', 'Tên', 'Ngày', 'Tháng', 'Năm'],
      ['A1', 'Lê', 'Na', '2', '1', '2010'],
    );
    expect(students(list, ['sbd', 'full_name', 'dob']).rows).toEqual([['A1', 'Lê Na', '02/01/2010']]);
  });
});

describe('what stands around the students', () => {
  const letterhead: CellSpec[][] = [
    ['SỞ GIÁO DỤC VÀ ĐÀO TẠO', null, null, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'],
    ['TRƯỜNG THCS NGÔ QUYỀN', null, null, 'Độc lập - Tự do - Hạnh phúc'],
    [],
    ['DANH SÁCH HỌC SINH LỚP 5A DỰ THI'],
    [],
    ['STT', 'Số báo danh', 'Họ và tên', 'Ngày sinh'],
    ['(1)', '(2)', '(3)', '(4)'],
    [1, '001', 'Nguyễn An', '01/02/2010'],
    [],
    ['STT', 'Số báo danh', 'Họ và tên', 'Ngày sinh'],
    [2, '002', 'Trần Bình', '03/04/2010'],
    ['Cộng: 2 học sinh'],
    [null, null, null, 'Hải Phòng, ngày 5 tháng 6 năm 2026'],
    ['Người lập', null, null, 'HIỆU TRƯỞNG'],
    [null, null, 'Phạm Văn Hiệu'],
  ];

  it('is no student: letterhead, number row, repeated head, total, date, signatures', () => {
    const { report, rows } = students(sheet(...letterhead), ['sbd', 'full_name', 'school', 'grade']);
    expect(rows).toEqual([
      ['001', 'Nguyễn An', 'TRƯỜNG THCS NGÔ QUYỀN', '5A'],
      ['002', 'Trần Bình', 'TRƯỜNG THCS NGÔ QUYỀN', '5A'],
    ]);
    expect(report.counts).toMatchObject({ read: 2, rejected: 0, passed: 5 });
    expect(findingOf(report, 'header.row')).toMatchObject({ facts: { row: 6 } });
    expect(codes(report)).toEqual(expect.arrayContaining(['school.outside', 'grade.outside']));
  });

  it('fills a missing school or class from group rows', () => {
    const list = sheet(
      ['SBD', 'Họ và tên'],
      ['Trường THCS Lê Lợi'],
      ['A1', 'Nguyễn An'],
      ['Đơn vị: THCS Trưng Vương', 'Đơn vị: THCS Trưng Vương'],
      ['Lớp: 9B'],
      ['A2', 'Trần Bình'],
    );
    const { report, rows } = students(list, ['sbd', 'school', 'grade']);
    expect(rows).toEqual([
      ['A1', 'Trường THCS Lê Lợi', ''],
      ['A2', 'THCS Trưng Vương', '9B'],
    ]);
    expect(report.counts).toMatchObject({ read: 2, passed: 3 });
  });

  it('lists blank rows nowhere and a row with a name but no number among the rejected', () => {
    const { report } = students(csv(['SBD', 'Họ tên'], ['', ''], ['', 'Nguyễn An'], ['A1', 'Lê Na']), []);
    expect(report).toMatchObject({
      counts: { read: 2, rejected: 1, passed: 0 },
      rejected: [{ row: 3, code: 'sbd.missing' }],
    });
  });
});

describe('sheets', () => {
  const head = ['SBD', 'Họ và tên'];
  it('reads a sheet per class as one list, leaves out the total and the hidden, and takes no one twice', () => {
    const book = sheets(
      {
        name: 'Tổng hợp',
        rows: [
          [...head, 'Lớp'],
          ['A1', 'Nguyễn An', '5A'],
          ['A2', 'Lê Na', '5B'],
        ],
      },
      { name: 'Lớp 5A', rows: [head, ['A1', 'Nguyễn An']] },
      { name: '5B', rows: [head, ['A2', 'Lê Na']] },
      { name: 'Lớp 5C cũ', rows: [head, ['A3', 'Cũ Kỹ']], state: 'hidden' },
      { name: 'Ghi chú', rows: [['Không có gì']] },
    );
    const { report, rows } = students(book, ['sbd', 'grade']);
    expect(rows).toEqual([
      ['A1', '5A'],
      ['A2', '5B'],
    ]);
    expect(report).toMatchObject({ sheets: ['Lớp 5A', '5B'], counts: { read: 2, repeated: 0 } });
    expect(codes(report)).toEqual(
      expect.arrayContaining(['sheets.joined', 'sheet.total', 'sheet.hidden', 'sheet.no-head']),
    );
  });

  it('takes the school from the name of the sheet', () => {
    const book = sheets(
      { name: 'THCS Lê Lợi', rows: [head, ['A1', 'Nguyễn An']] },
      { name: 'THCS Ngô Quyền', rows: [head, ['A2', 'Lê Na']] },
    );
    expect(students(book, ['school']).rows).toEqual([['THCS Lê Lợi'], ['THCS Ngô Quyền']]);
  });

  it('reads the sheet that was open, or the one asked for', () => {
    const book = xlsxFile({
      activeTab: 1,
      sheets: [
        { name: 'Năm trước', rows: [head, ['A1', 'Cũ']] },
        { name: 'Năm nay', rows: [head, ['A2', 'Mới']] },
      ],
    });
    expect(students(book, ['sbd']).rows).toEqual([['A2']]);
    expect(students(book, ['sbd'], { sheet: 'năm trước' }).rows).toEqual([['A1']]);
    expect(() => students(book, [], { sheet: 'x' })).toThrow("no sheet 'x'; there are ['Năm trước', 'Năm nay']");
  });

  it('leaves hidden columns out, unless nothing else serves', () => {
    const rows: CellSpec[][] = [
      ['Số BD', 'SBD', 'Họ và tên', 'Lớp'],
      ['X1', 'A1', 'Nguyễn An', '9A'],
    ];
    const book = xlsxFile({ sheets: [{ name: 'DS', rows, hiddenColumns: [0, 3] }] });
    const { report, rows: read } = students(book, ['sbd', 'grade']);
    expect(read).toEqual([['A1', '9A']]);
    expect(findingOf(report, 'column.hidden')).toMatchObject({ facts: { head: 'Số BD' } });
    expect(findingOf(report, 'column.hidden-used')).toMatchObject({ facts: { head: 'Lớp' } });
  });
});

describe('old letters', () => {
  const list = (write: (text: string) => string) =>
    sheet(
      ['SBD', write('Họ và tên'), write('Trường'), write('Lớp')],
      ['A1', write('Nguyễn Thị Hưởng'), write('Tiểu học Bến Tre'), '5A'],
      ['A2', write('Lê Quốc Việt'), write('Tiểu học Bến Tre'), '5B'],
    );
  const expected = [
    ['Nguyễn Thị Hưởng', 'Tiểu học Bến Tre', '5A'],
    ['Lê Quốc Việt', 'Tiểu học Bến Tre', '5B'],
  ];

  it.each([
    ['tcvn3', asTcvn3],
    ['vni', asVni],
  ])('of %s are found in the cells of a workbook', (encoding, write) => {
    const { report, rows } = students(list(write), ['full_name', 'school', 'grade']);
    expect(rows).toEqual(expected);
    expect(findingOf(report, 'letters.old')).toMatchObject({ facts: { encoding } });
    expect(findingOf(report, 'letters.decoded')).toMatchObject({ examples: [{ row: 2, after: 'Nguyễn Thị Hưởng' }] });
  });

  it('are decoded in the columns that have them alone', () => {
    const mixed = sheet(
      ['SBD', 'Họ và tên', 'Trường'],
      ['A1', asTcvn3('Nguyễn Thị Hưởng'), 'Tiểu học Bến Tre'],
      ['A2', asTcvn3('Lê Hà'), 'THCS Lê Hà'],
    );
    expect(students(mixed, ['full_name', 'school']).rows).toEqual([
      ['Nguyễn Thị Hưởng', 'Tiểu học Bến Tre'],
      ['Lê Hà', 'THCS Lê Hà'],
    ]);
  });

  it('of a csv are found by content, or told', () => {
    const text = csv(['SBD', 'Họ và tên'], ['A1', 'Nguyễn Thị Hưởng'], ['A2', 'Đỗ Ưng']);
    const bytes = Buffer.from(asTcvn3(text), 'latin1');
    const { report, rows } = students(bytes, ['full_name']);
    expect(rows).toEqual([['Nguyễn Thị Hưởng'], ['Đỗ Ưng']]);
    expect(findingOf(report, 'file.encoding')).toMatchObject({ facts: { encoding: 'tcvn3' } });
    expect(students(bytes, ['full_name'], { encoding: 'tcvn3' }).rows).toEqual([['Nguyễn Thị Hưởng'], ['Đỗ Ưng']]);
  });
});
