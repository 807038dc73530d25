import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aFolder } from '../../test/support/scratch.ts';
import { openList } from '../ingest/open-list.ts';
import { cellText } from '../ingest/rows.ts';
import { writeXlsx } from './write-xlsx.ts';

describe('writeXlsx', () => {
  it('writes what a reader of workbooks gives back: marks, angle brackets, outer spaces, line breaks, empty cells', async () => {
    const path = join(aFolder(), 'list.xlsx');
    const rows = [
      ['sbd', 'họ tên'],
      ['001', 'Nguyễn Phước Công Tằng Tôn Nữ'],
      ['<b>&amp;"', '  H’Hen Niê  '],
      ['', 'a\nb'],
    ];
    await writeXlsx(path, rows);
    const list = openList(path, null);
    const read = Array.from(list.sheets[0]?.rows() ?? [], ({ cells }) => cells.map(cellText));
    list.close();
    expect(read).toEqual(rows);
  });

  it('is a whole archive for another program too', async () => {
    const path = join(aFolder(), 'list.xlsx');
    await writeXlsx(
      path,
      Array.from({ length: 2000 }, (_, index) => [String(index), 'Ánh']),
    );
    const script =
      'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; ' +
      'print(z.read("xl/worksheets/sheet1.xml").count(b"<row "))';
    const python = process.platform === 'win32' ? 'python' : 'python3';
    expect(execFileSync(python, ['-c', script, path], { encoding: 'utf8' }).trim()).toBe('2000');
  });

  it('leaves no file where the rows break off', async () => {
    const folder = aFolder();
    function* rows() {
      yield ['a'];
      throw new Error('broken off');
    }
    await expect(writeXlsx(join(folder, 'list.xlsx'), rows())).rejects.toThrow('broken off');
    expect(readdirSync(folder)).toEqual([]);
  });
});
