/** What every import knows by heart, in either language of the page. */
const heads = ['Số báo danh', 'Họ và tên', 'Ngày sinh', 'Trường', 'Lớp', 'Điện thoại'];
const examples = [
  ['VD001', 'Nguyễn Văn An', '01/02/2012', 'THCS Nguyễn Du', '7A1', '0912345678'],
  ['VD002', 'Trần Thị Bình', '25/12/2011', 'THCS Lê Quý Đôn', '8A2', '0987654321'],
];

/** A list with two examples, as a CSV that spreadsheets open with its accents. */
export function sampleList(subjects: readonly string[]): string {
  const rows = [[...heads, ...subjects], ...examples.map((row) => [...row, ...subjects.map(() => '')])];
  return `\uFEFF${rows.map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`;
}

function quoted(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`;
}
