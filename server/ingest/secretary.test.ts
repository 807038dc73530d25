import { describe, expect, it } from 'vitest';
import { aConfig } from '../../test/support/config-builder.ts';
import { anIngest, csv, sheet, sheets } from '../../test/support/ingest-builder.ts';
import { asTcvn3 } from '../../test/support/old-letters.ts';
import { createTranslate } from '../i18n/translate.ts';
import { Refusal } from '../refusal.ts';
import type { IngestOptions } from './ingest.contract.ts';
import { labelsOf, printReport, refusalText } from './print-report.ts';

const t = createTranslate('vi');

/** What a secretary reads on the screen for a list, and the students it made. */
function reading(content: string | Buffer, options: Partial<IngestOptions> = {}, config = aConfig()) {
  const { importing, rows } = anIngest(config);
  const lines: string[] = [];
  try {
    const report = importing(content, options);
    const print = (line: string) => void lines.push(line);
    printReport(report, { t, print, file: 'ds.xlsx', labels: labelsOf(config, t), rejectedPath: null });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    lines.push(refusalText(error, t) ?? error.message);
  }
  return { text: lines.join('\n'), rows: rows() };
}

describe('a list that cannot be read says what it is and what to do, in Vietnamese', () => {
  it.each([
    ['a photo named .csv', Buffer.from('ffd8ffe000104a46494600010100', 'hex'), 'Tệp này là JPEG'],
    ['a screenshot', Buffer.from('89504e470d0a1a0a0000000d', 'hex'), 'Tệp này là PNG'],
    ['an archive', Buffer.from('526172211a0700cf907300000d', 'hex'), 'Tệp này là RAR'],
    ['bytes of no kind', Buffer.alloc(3000, Buffer.from([3, 200, 17, 65, 2, 9])), 'không phải bảng tính'],
    ['half a workbook', sheet(['SBD', 'Họ tên'], ['1', 'Lê An']).subarray(0, 300), 'bị hỏng hoặc chép chưa xong'],
    ['JSON with a slip', '[{"sbd":"1"},\n{"sbd": 2, "full_name": }\n]', 'viết sai ở gần dòng 2'],
    ['JSON that breaks off', '[{"sbd":"1"},\n\n{"sbd": 2', 'viết sai ở gần dòng 3'],
    ['no name', csv(['STT', 'SBD', 'Thí sinh dự thi'], ['1', 'X1', 'Lê An']), 'Không tìm thấy cột: Họ và tên.'],
    ['a head and nobody', csv(['SBD', 'Họ và tên']), 'Dưới dòng tiêu đề không có học sinh nào'],
  ])('%s', (_what, content, words) => {
    const { text, rows } = reading(content);
    expect(text).toContain(words);
    expect(text).not.toMatch(/unexpected|token|invalid|is not valid|bad part|undefined|\{\{/i);
    expect(rows).toEqual([]);
  });

  it('a school’s own number is offered where the registration number is missing', () => {
    const { text } = reading(csv(['STT', 'Mã HS', 'Họ và tên'], ['1', 'HS01', 'Lê An']));
    expect(text).toContain('Không tìm thấy cột: Số báo danh.');
    expect(text).toContain('Nếu kỳ thi dùng mã đó: --column sbd="Mã HS"');
  });
});

describe('a list that is read', () => {
  it('tells columns by the names that people give them, those missing in one line', () => {
    const { text } = reading(csv(['STT', 'SBD', 'Họ tên', 'Ngày sinh'], ['1', 'A1', 'Lê An', '01/02/2012']));
    expect(text).toContain('  Họ và tên (full_name) ← "Họ tên"  (Lê An)');
    expect(text).toContain(
      '[Đã nhận ra] Danh sách không có các cột này, giá trị sẽ để trống: Trường (school), Lớp (grade), Điện thoại (phone), Toán (toan), Ngữ văn (van), ward\n',
    );
    expect(text).toContain('[Đã nhận ra] Cột trong tệp không dùng đến: A "STT"');
  });

  it('says once what every sheet lacks', () => {
    const head = ['SBD', 'Họ và tên'];
    const book = sheets({ name: '5A', rows: [head, ['1', 'Lê An']] }, { name: '5B', rows: [head, ['2', 'Lê Ba']] });
    expect(reading(book).text.match(/Ngày sinh \(dob\): Danh sách không có cột này/g)).toHaveLength(1);
  });

  it('takes the school from group rows with a number of their own and a count behind, and says so', () => {
    const list = sheet(
      ['TT', 'SBD', 'Họ và tên'],
      ['I', 'Trường THCS Trần Phú'],
      [1, 'C1', 'Ngô Bảo Anh'],
      [null, 'II. TRƯỜNG THCS NGÔ QUYỀN (2 học sinh)'],
      [2, 'C2', 'Lê Cam'],
      [3, 'C3', 'Lê Da'],
      ['Cộng', 3],
    );
    const { text, rows } = reading(list);
    expect(rows.map(({ school }) => school)).toEqual([
      'Trường THCS Trần Phú',
      'TRƯỜNG THCS NGÔ QUYỀN',
      'TRƯỜNG THCS NGÔ QUYỀN',
    ]);
    expect(text).toContain(
      'Trường (school): Trường lấy từ dòng nhóm, dùng cho các dòng bên dưới (2)\n    Sheet1, dòng 2: Trường THCS Trần Phú\n',
    );
    expect(text).toContain('Dòng không phải học sinh, bỏ qua\n    Sheet1, dòng 7: Cộng | 3\n');
    expect(text).not.toMatch(/để trống: Trường/);
  });

  it('takes SBD before a candidate’s other number, and a birthday before a year', () => {
    const list = csv(
      ['Mã thí sinh', 'SBD', 'Năm sinh', 'Ngày sinh', 'Họ tên'],
      ['M1', '001', '2012', '01/02/2012', 'Lê An'],
    );
    const { text, rows } = reading(list);
    expect(rows).toMatchObject([{ sbd: '001', dob: '01/02/2012' }]);
    expect(text).toContain('Cột "Mã thí sinh" cũng có thể là cột này nhưng không được dùng');
  });

  it('shows heads in old letters as they read', () => {
    const list = sheet(['SBD', asTcvn3('Họ và tên')], ['1', asTcvn3('Nguyễn Thị Hưởng')]);
    expect(reading(list).text).toContain('Họ và tên (full_name) ← "Họ và tên"  (Nguyễn Thị Hưởng)');
  });

  it('notices one number that lost its zero among few', () => {
    const list = sheet(['SBD', 'Họ tên'], [12345, 'Lê An'], ['012346', 'Lê Ba'], ['012347', 'Lê Ca']);
    expect(reading(list).text).toContain('có thể đã mất số 0 đầu. Phần lớn có 6 chữ số.');
  });

  it('names the columns that a result may belong to', () => {
    const { text } = reading(csv(['SBD', 'Họ tên', 'Giải'], ['1', 'Lê An', 'Nhất']));
    expect(text).toContain('--column TÊN="Giải", với TÊN là một trong: toan, van');
  });

  it('asks about two-digit years with an example and the option that answers', () => {
    const list = csv(['SBD', 'Họ tên', 'Năm sinh'], ['1', 'Lê An', '12']);
    const { text, rows } = reading(list);
    expect(text).toContain('[CẦN TRẢ LỜI] Ngày sinh (dob): Năm sinh chỉ có hai chữ số');
    expect(text).toContain('dòng 2: 12 → 2012');
    expect(text).toContain('--short-years');
    expect(rows).toEqual([]);
    expect(reading(list, { shortYears: true }).rows).toMatchObject([{ dob: '2012' }]);
  });
});
