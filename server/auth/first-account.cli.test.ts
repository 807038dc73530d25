import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { aConfig } from '../../test/support/config-builder.ts';
import { lvtCert } from '../../test/support/lvt-cert.ts';
import { aCenterFolder } from '../../test/support/run-server.ts';
import { aClock, aLog } from '../../test/support/scratch.ts';
import { openRecords } from '../opening/open-records.ts';

// Each run is a process of its own.
vi.setConfig({ testTimeout: 60_000 });

const good = { input: 'mot mat khau that dai\n' };

describe('lvt-cert admin create', () => {
  it('makes the first account a super-admin and says so, the next one an admin', () => {
    const folder = aCenterFolder();
    const first = lvtCert(folder, ['admin', 'create', 'Truong@SaoMai.vn'], good);
    expect(first.errors).toBe('');
    expect(first.out).toContain('truong@saomai.vn: đã tạo tài khoản, quyền super-admin\n');
    expect(first.out).toContain('tài khoản đầu tiên nên có toàn quyền');
    const second = lvtCert(folder, ['admin', 'create', 'an@saomai.vn'], good);
    expect(second.out).toBe('an@saomai.vn: đã tạo tài khoản, quyền admin\n');
  });

  it('warns where the first account is to be less than that', () => {
    const { code, out } = lvtCert(aCenterFolder(), ['admin', 'create', 'a@b.vn', '--role', 'viewer'], good);
    expect(code).toBe(0);
    expect(out).toContain('Tạo thêm một tài khoản bằng --role super-admin');
  });

  it.each([
    ['a@b.vn', '', 2, 'Chưa có mật khẩu'],
    ['a@b.vn', 'ngan\n', 1, 'ít nhất 12 ký tự'],
    ['not an address', good.input, 1, "'not an address' không phải địa chỉ e-mail"],
  ])('refuses %j with %j in the language of the center', (email, input, code, words) => {
    const run = lvtCert(aCenterFolder(), ['admin', 'create', email], { input });
    expect(run.code).toBe(code);
    expect(run.errors).toContain(words);
  });
});

describe('a command that opens the records', () => {
  it('refuses a folder on a network drive before it writes a byte', async () => {
    const folder = aCenterFolder();
    const parts = {
      environment: {},
      clock: aClock(),
      log: aLog(),
      kindOf: () => ({ is: 'network', name: 'SMB' }) as const,
    };
    await expect(openRecords(folder, aConfig(), parts)).rejects.toMatchObject({ kind: 'network', path: folder });
    expect(existsSync(join(folder, 'data'))).toBe(false);
  });
});
