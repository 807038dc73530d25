import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { xlsxFile, type CellSpec } from '../../test/support/xlsx-file.ts';
import { zipFile } from '../../test/support/zip-file.ts';
import { openList } from './open-list.ts';
import { cellText, type Encoding } from './rows.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lists-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

let made = 0;
function fileOf(content: string | Buffer): string {
  made += 1;
  const path = join(folder, `list-${made}`);
  writeFileSync(path, content);
  return path;
}

function read(content: string | Buffer, asked: Encoding | null = null) {
  const list = openList(fileOf(content), asked);
  const sheets = list.sheets.map(({ name, isHidden, rows, layout }) => ({
    name,
    isHidden,
    hiddenColumns: Array.from(layout().hiddenColumns),
    rows: Array.from(rows(), ({ cells }) => cells.map(cellText)),
  }));
  list.close();
  return { ...list, sheets };
}

const rowsOf = (content: string | Buffer) => read(content).sheets[0]?.rows;
const bookOf = (...rows: CellSpec[][]) => xlsxFile({ sheets: [{ name: 'A', rows }] });

describe('a csv', () => {
  it.each([',', ';', '\t'])('is cut at %j, found by content', (delimiter) => {
    const text = [
      ['sbd', 'name', 'note'],
      ['1', 'An', 'a.b'],
      ['2', 'Bình', ''],
    ]
      .map((row) => row.join(delimiter))
      .join('\n');
    expect(read(text)).toMatchObject({ format: 'csv', delimiter });
    expect(rowsOf(text)).toEqual([
      ['sbd', 'name', 'note'],
      ['1', 'An', 'a.b'],
      ['2', 'Bình', ''],
    ]);
  });

  it('finds the semicolon though every row has commas in a quoted field', () => {
    expect(read('sbd;name\n1;"An, Bình, Chi"\n2;"Dũng, Em, Gia"\n').delimiter).toBe(';');
  });

  it('keeps newlines and doubled quotes in a quoted field, and reads a last row without an end', () => {
    expect(rowsOf('a,b\r\n"x\r\ny","say ""hi"""\r\nlast,row')).toEqual([
      ['a', 'b'],
      ['x\r\ny', 'say "hi"'],
      ['last', 'row'],
    ]);
  });

  it('reads the same rows whatever piece of the file they are cut by', () => {
    const rows = Array.from({ length: 60_000 }, (_, index) => [`A${index}`, `Nguyễn "${index}"\nĐào, ${index}`]);
    const text = rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n');
    expect(rowsOf(text)).toEqual(rows);
  });

  it('heeds the hint sep= and does not take it for a row', () => {
    expect(rowsOf('sep=;\r\na;b\r\n1;2')).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });

  it('refuses a quote that is never closed, naming the row', () => {
    expect(() => rowsOf('a,b\n1,2\n"3,4\n5,6\n')).toThrow('a quote opened in row 3 is never closed');
  });

  it('refuses a row of a million columns', () => {
    expect(() => rowsOf(`a,b\n${','.repeat(1_000_000)}\n`)).toThrow('more than 256 columns');
  });
});

describe('a workbook', () => {
  it('gives shared, inline, rich and formula text, numbers without .0 and truth values', () => {
    const cells: CellSpec[] = [
      'An & Bình',
      { inline: '<Chi>' },
      { rich: ['Đào', ' Thị'] },
      { formula: 'A1', text: 'ra' },
      12345,
      0,
      false,
      1.5,
    ];
    expect(rowsOf(bookOf(cells))).toEqual([['An & Bình', '<Chi>', 'Đào Thị', 'ra', '12345', '0', 'false', '1.5']]);
  });

  it('gives real dates as DD/MM/YYYY, in both date systems', () => {
    expect(rowsOf(bookOf([{ date: 40537 }, { date: 40537.75 }]))).toEqual([['25/12/2010', '25/12/2010']]);
    const mac = xlsxFile({ date1904: true, sheets: [{ name: 'A', rows: [[{ date: 39075 }]] }] });
    expect(rowsOf(mac)).toEqual([['25/12/2010']]);
  });

  it('gives numbers as their format shows them', () => {
    const cells = [
      { number: 123, format: '00000' },
      { number: 912345678, format: '0000 000 000' },
      { number: 7, format: '"SBD"000' },
      { number: 1234, format: '#,##0' },
    ];
    expect(rowsOf(bookOf(cells))).toEqual([['00123', '0912 345 678', 'SBD007', '1234']]);
  });

  it('leaves gaps where cells are absent, and sets a value merged downwards into each row', () => {
    const rows = [['a', null, 'c'], [null, 'b'], [null, 'b2'], ['end']];
    const book = xlsxFile({ sheets: [{ name: 'A', rows, merges: ['A1:A3'] }] });
    expect(rowsOf(book)).toEqual([['a', '', 'c'], ['a', 'b'], ['a', 'b2'], ['end']]);
  });

  it('tells hidden sheets and columns', () => {
    const book = xlsxFile({
      sheets: [
        { name: 'Lớp 5A', rows: [['x']], hiddenColumns: [1, 3] },
        { name: 'Cũ', rows: [['y']], state: 'hidden' },
      ],
    });
    expect(read(book).sheets).toMatchObject([
      { name: 'Lớp 5A', isHidden: false, hiddenColumns: [1, 3] },
      { name: 'Cũ', isHidden: true },
    ]);
  });

  it('reads rows in any spelling: prefixes, other attributes, spaces and comments between cells', () => {
    const spelled = (rows: string, strings: string, prefix = '') =>
      zipFile([
        {
          name: 'xl/workbook.xml',
          content: '<workbook xmlns:r="r"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>',
        },
        {
          name: 'xl/_rels/workbook.xml.rels',
          content:
            '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="sheet.xml"/><Relationship Id="rIdS" Type="x/sharedStrings" Target="strings.xml"/></Relationships>',
        },
        { name: 'xl/sheet.xml', content: `<worksheet><${prefix}sheetData>${rows}</${prefix}sheetData></worksheet>` },
        { name: 'xl/strings.xml', content: `<sst>${strings}</sst>` },
      ]);
    const strings = '<si><t>An</t></si><si><t xml:space="preserve"> B &amp; C_x0041_ </t></si><si><t/></si>';
    const wanted = [['An', '', '12'], ['', ' B & CA ', 'An'], ['An']];
    const plain =
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1"><v>12</v></c></row><row r="2" spans="1:3"><c r="A2"/><c r="B2" t="s"><v>1</v></c><c t="s" r="C2"><v>0</v></c><c r="D2" t="s"><v>2</v></c></row><row><c t="s"><v>0</v></c></row>';
    expect(rowsOf(spelled(plain, strings))).toEqual(wanted);
    expect(rowsOf(spelled(plain.replaceAll('><c', '>\n  <c').replaceAll('</row>', '\n</row>'), strings))).toEqual(
      wanted,
    );
    expect(rowsOf(spelled(plain.replaceAll('<c ', '<!-- --><c cm="1" '), strings))).toEqual(wanted);
    const prefixed = (text: string) => text.replaceAll(/<(\/?)(?=[a-z])/g, '<$1x:');
    expect(rowsOf(spelled(prefixed(plain), prefixed(strings), 'x:'))).toEqual(wanted);
    expect(rowsOf(spelled(`${plain}<row><c t="s"><v>0</v>`, strings))).toEqual(wanted);
  });

  it('does not resolve entities of its own making', () => {
    const book = zipFile([
      { name: 'xl/workbook.xml', content: '<!DOCTYPE x [<!ENTITY e "eeee">]><workbook><sheets/></workbook>' },
    ]);
    expect(() => read(book)).toThrow('no plain UTF-8 XML');
  });

  it.each([
    ['a far cell', bookOf([...Array.from({ length: 256 }, () => null), 'far']), 'columns: 257'],
    [
      'too many parts',
      zipFile(Array.from({ length: 2001 }, (_, index) => ({ name: `${index}`, content: '' }))),
      'entries: 2001',
    ],
    ['a bomb', zipFile([{ name: 'xl/workbook.xml', content: Buffer.alloc(20 * 1024 * 1024) }]), 'ratio'],
    [
      'a part that is stated too large',
      zipFile([{ name: 'a', content: 'x', lie: { bytes: 201 * 1024 * 1024 } }]),
      'part: ',
    ],
    [
      'parts too large together',
      zipFile(
        Array.from({ length: 30 }, (_, index) => ({
          name: `${index}`,
          content: 'x',
          lie: { bytes: 9 * 1024 * 1024 + index },
        })),
      ),
      'unpacked',
    ],
    [
      'a part larger than stated',
      zipFile([{ name: 'xl/workbook.xml', content: Buffer.alloc(5_000_000), lie: { bytes: 1000 } }]),
      'damaged',
    ],
    ['a part with a wrong checksum', zipFile([{ name: 'xl/workbook.xml', content: 'x', lie: { crc: 1 } }]), 'damaged'],
    ['a password on a part', zipFile([{ name: 'xl/workbook.xml', content: 'x', lie: { flags: 1 } }]), 'password'],
    ['half a file', bookOf(['x']).subarray(0, 700), 'damaged'],
    ['a zip of something else', zipFile([{ name: 'word/document.xml', content: 'x' }]), 'no workbook'],
    ['an old .xls', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2000)]), 'save it as .xlsx'],
    [
      'an encrypted package',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]),
      'password',
    ],
    ['nothing', '', 'empty'],
    ['a PDF', '%PDF-1.7', 'a PDF file is not read'],
  ])('is refused for %s', (_, content, message) => {
    expect(() => read(content)).toThrow(message);
  });
});

describe('json and html', () => {
  it.each([
    '[{"sbd":"1","n":2.50},{"n":null,"x":false}]',
    '{"records":[{"sbd":"1","n":2.50},{"n":null,"x":false}]}',
    '\ufeff{"title":"x","students":[{"sbd":"1","n":2.50},{"n":null,"x":false}]}',
  ])('reads a list of objects: %s', (text) => {
    expect(rowsOf(text)).toEqual([
      ['sbd', 'n', 'x'],
      ['1', '2.50', ''],
      ['', '', 'false'],
    ]);
  });

  it('takes a member named __proto__ for a column like any other', () => {
    expect(rowsOf('[{"__proto__":"x","sbd":"1"}]')).toEqual([
      ['__proto__', 'sbd'],
      ['x', '1'],
    ]);
  });

  it.each([
    ['{"a":1}', 'a list under'],
    ['[{"a":}]', 'not valid JSON'],
  ])('refuses %s', (text, message) => {
    expect(() => rowsOf(text)).toThrow(message);
  });

  it('reads the tables of an .xls that is HTML, with spans', () => {
    const html =
      '<html><meta charset="utf-8"><table><tr><td colspan=3>DANH SÁCH</td></tr><tr><th>SBD</th><th colspan="2">Họ và tên</th></tr>' +
      '<tr><td rowspan=2>01</td><td>Đỗ&nbsp;Thị</td><td>Bé<br>Ba</td></tr><tr><td>H&#39;Hen</td><td>Niê</td></tr></table></html>';
    expect(read(html)).toMatchObject({ format: 'html' });
    expect(rowsOf(html)).toEqual([
      ['DANH SÁCH', '', ''],
      ['SBD', 'Họ và tên', ''],
      ['01', 'Đỗ\u00a0Thị', 'Bé Ba'],
      ['01', "H'Hen", 'Niê'],
    ]);
  });
});
