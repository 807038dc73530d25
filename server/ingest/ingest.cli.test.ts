import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { aConfigFile } from '../../test/support/config-builder.ts';
import { csv } from '../../test/support/ingest-builder.ts';
import { aClock, aFolder } from '../../test/support/scratch.ts';
import { acquireInstanceLock } from '../db/instance-lock.ts';

const program = join(import.meta.dirname, '../cli/main.ts');

/** A center folder with a config and nothing else, and the command run on it. */
function aCenter() {
  const folder = aFolder();
  writeFileSync(join(folder, 'cert.config.json'), JSON.stringify(aConfigFile()));
  const list = (content: string | Buffer) => {
    writeFileSync(join(folder, 'list.csv'), content);
  };
  const ingest = (...args: string[]) => {
    const asked = [program, 'ingest', join(folder, 'list.csv'), '--data', folder, ...args];
    const { status, stdout, stderr } = spawnSync(process.execPath, asked, { encoding: 'utf8', cwd: folder });
    return { status, stdout, stderr };
  };
  const names = () => {
    const db = new BetterSqlite3(join(folder, 'data', 'portal.db'), { readonly: true });
    const found = db.prepare<[], string>('SELECT full_name FROM students ORDER BY sbd').pluck().all();
    db.close();
    return found;
  };
  return { folder, list, ingest, names };
}
const good = csv(
  ['Số báo danh', 'Họ và tên', 'Toán', 'Ghi chú'],
  ['A1', 'TRẦN BÌNH', 'G. Nhất', ''],
  ['', 'Không Số', '', ''],
);

describe('lvt-cert ingest', () => {
  it('shows what a list would change in the language of the center, and writes nothing', { timeout: 60_000 }, () => {
    const { list, ingest, names } = aCenter();
    list(good);
    const { status, stdout } = ingest();
    expect(status).toBe(0);
    expect(stdout).toContain('  Số báo danh (sbd) ← "Số báo danh"  (A1)');
    expect(stdout).toContain(
      '[Lưu ý] Họ và tên (full_name): Họ tên viết hoa toàn bộ, giữ nguyên\n    dòng 2: TRẦN BÌNH\n',
    );
    expect(stdout).toContain('dòng 2: G. Nhất → Giải Nhất');
    expect(stdout).toContain(
      '2 dòng: 1 thêm mới, 0 thay đổi, 0 giữ nguyên, 0 khác nhưng không thay, 0 lặp lại, 1 bị loại',
    );
    expect(stdout).toContain('dòng 3: Thiếu số báo danh.');
    expect(stdout).toContain('chạy lại với --commit');
    expect(names()).toEqual([]);
  });

  it('writes with --commit, also beside a program that has the folder open', { timeout: 60_000 }, () => {
    const { folder, list, ingest, names } = aCenter();
    list(good);
    expect(ingest('--commit', '--rejected', 'bad.csv').status).toBe(0);
    expect(names()).toEqual(['TRẦN BÌNH']);
    expect(readFileSync(join(folder, 'bad.csv'), 'utf8')).toContain('3,Thiếu số báo danh.');
    const lock = acquireInstanceLock(join(folder, 'data'), aClock());
    onTestFinished(lock.release);
    list(csv(['sbd', 'full_name'], ['A2', 'Y Moan Êban']));
    const { status, stdout } = ingest('--commit', '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ committed: true, counts: { added: 1 } });
    expect(names()).toEqual(['TRẦN BÌNH', 'Y Moan Êban']);
  });

  it('ends with 1 where the list is refused or a question is open, and says what to do', { timeout: 60_000 }, () => {
    const { folder, list, ingest } = aCenter();
    list(Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]));
    expect(ingest()).toMatchObject({ status: 1, stderr: expect.stringContaining('Lưu thành, dạng .xlsx') as string });
    list(csv(['sbd', 'full_name', 'dob'], ['A1', 'Trần Bình', '12/25/2010']));
    const asked = ingest('--commit');
    expect(asked).toMatchObject({ status: 1, stderr: expect.stringContaining('Trả lời các câu hỏi') as string });
    expect(asked.stdout).toContain('[CẦN TRẢ LỜI] Ngày sinh (dob): ');
    expect(existsSync(join(folder, 'data', 'portal.db'))).toBe(true);
  });

  it('ends with 2 for a wrong option and for a folder without config', { timeout: 60_000 }, () => {
    const { ingest, folder } = aCenter();
    expect(ingest('--duplicates', 'maybe').status).toBe(2);
    expect(ingest('--column', 'sbd').status).toBe(2);
    expect(ingest('--data', join(folder, 'nowhere'))).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('config file not found') as string,
    });
  });
});
