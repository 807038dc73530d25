import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { lvtCert } from '../../test/support/lvt-cert.ts';
import { aCenterFolder } from '../../test/support/run-server.ts';
import { aFolder } from '../../test/support/scratch.ts';

// Each run is a process of its own.
vi.setConfig({ testTimeout: 60_000 });

const vietnamese = { environment: { LANG: 'vi_VN.UTF-8' } };
/** Letters that Vietnamese has and English has not. */
const marks = /[ăâđêôơưàáảãạèéẻẽẹìíỉĩịòóỏõọùúủũụ]/i;

describe('the language of the command line', () => {
  it('is the center’s, whatever the system speaks', () => {
    const folder = aCenterFolder();
    const english = { environment: { LANG: 'en_US.UTF-8' } };
    expect(lvtCert(folder, ['seed', '--output', 'a.ods'], english).errors).toContain('chỉ ghi được dạng .xlsx');
    writeFileSync(
      join(folder, 'cert.config.json'),
      readFileSync(join(folder, 'cert.config.json'), 'utf8').replace('"locale":"vi"', '"locale":"en"'),
    );
    const there = lvtCert('/', ['seed', '--output', '/tmp/a.ods', `--data=${folder}`], vietnamese);
    expect(there.errors).toContain('can be written as .xlsx');
  });

  it('is the system’s where there is no center: Vietnamese for vi, else English', () => {
    const folder = aFolder();
    writeFileSync(join(folder, 'mine.txt'), '');
    const init = ['init', '.', '--non-interactive'];
    expect(lvtCert(folder, init, vietnamese).errors).toContain('không trống, chưa đổi gì');
    expect(lvtCert(folder, init, { environment: { LC_ALL: 'fr_FR.UTF-8' } }).errors).toContain('is not empty');
  });

  it('is the center’s too where its config has other faults, and stays the wire’s for the faults themselves', () => {
    const folder = aCenterFolder({ fonts: {} });
    const { code, errors } = lvtCert(folder, ['ingest', 'list.csv']);
    expect(code).toBe(2);
    const [first, ...rest] = errors.trim().split('\n');
    expect(first).toBe(`cert.config.json failed validation (${join(folder, 'cert.config.json')}):`);
    expect(rest.at(-1)).toContain('Sửa những chỗ nêu ở trên');
  });

  it('names what is missing in the wire’s words, and the way out in the person’s', () => {
    const folder = aFolder();
    const { code, errors } = lvtCert(folder, ['ingest', 'list.csv', '--data', folder], vietnamese);
    expect(code).toBe(2);
    const [first, second] = errors.split('\n');
    expect(first).toBe(`config file not found: ${join(folder, 'cert.config.json')}`);
    expect(second).toContain('lvt-cert init THƯ_MỤC');
  });

  it.each([
    [['frob'], "lỗi: không có lệnh 'frob'"],
    [['seed', '--cuont', '3'], 'Có phải ý bạn là: --count?'],
    [['seed', '--count', 'nhiều'], "lỗi: 'nhiều' không dùng được cho --count <n>. Cần một số nguyên từ 1 đến 5000000."],
    [['seed', '--locale', 'fr'], "lỗi: 'fr' không dùng được cho --locale <locale>. Chọn một: vi, en."],
    [['ingest'], 'lỗi: thiếu tham số file'],
    [['seed', '--count'], 'lỗi: --count <n> cần một giá trị đi sau'],
    [['gen-keys', 'a', 'b'], 'lỗi: thừa tham số'],
  ])('says the usage error %j in Vietnamese', (args, words) => {
    const { code, out, errors } = lvtCert(aFolder(), args, vietnamese);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(errors).toContain(words);
  });

  it('is the help’s as well: every line of every command that explains something', () => {
    const folder = aFolder();
    for (const command of ['init', 'gen-keys', 'seed', 'serve', 'config', 'doctor', 'admin', 'ingest']) {
      const { out } = lvtCert(folder, [command, '--help'], vietnamese);
      const told = out.split('\n').filter((line) => /^ {2}\S.* {2}\S/.test(line));
      expect(told.length).toBeGreaterThan(0);
      expect(told.filter((line) => !marks.test(line))).toEqual([]);
      expect(out).not.toMatch(/Usage:|Options:|Commands:|default:|choices:/);
    }
  });
});
