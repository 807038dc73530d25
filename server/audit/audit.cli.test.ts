import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lvtCert } from '../../test/support/lvt-cert.ts';
import { aCenterFolder } from '../../test/support/run-server.ts';
import { aFolder } from '../../test/support/scratch.ts';

const noGuards = 'DROP TRIGGER admin_activity_no_update; DROP TRIGGER admin_activity_no_delete;';

/** A center folder with an account, whose log was signed and exported. */
function aSignedCenter() {
  const folder = aCenterFolder();
  const run = (...args: string[]) => lvtCert(folder, [...args, '--data', folder]);
  const input = 'mật khẩu của kỳ thi\n';
  const made = lvtCert(folder, ['admin', 'create', 'mot@b.vn', '--data', folder], { input });
  if (made.code !== 0) throw new Error(made.errors);
  const outside = join(aFolder(), 'phieu.txt');
  const signed = run('audit', 'checkpoint');
  writeFileSync(outside, signed.out);
  const file = join(folder, 'nhat-ky.jsonl');
  const exported = run('audit', 'export', '--out', file);
  /** The verdict on a copy that a tool was let loose on. */
  const judge = (sql: string, ...args: string[]) => {
    const copy = join(aFolder(), 'copy');
    cpSync(folder, copy, { recursive: true });
    execFileSync('sqlite3', [join(copy, 'data', 'portal.db'), sql]);
    return lvtCert(copy, ['audit', 'verify', '--data', copy, ...args]);
  };
  return { folder, run, outside, file, signed, exported, judge };
}

describe('lvt-cert audit', () => {
  it(
    'verifies a whole log and its export with 0, changing no byte, and a tampered copy with 6',
    { timeout: 120_000 },
    () => {
      const { folder, run, outside, file, signed, exported, judge } = aSignedCenter();
      expect([signed.code, exported.code]).toEqual([0, 0]);
      expect(signed.out).toMatch(/^ky-thi-thu\/audit\/[0-9a-f-]{36}\n2\n/);
      const database = join(folder, 'data', 'portal.db');
      const before = [readFileSync(database), statSync(database).mtimeMs];
      const whole = run('audit', 'verify', '--from', outside);
      expect([whole.code, whole.errors]).toEqual([0, '']);
      expect(whole.out).toContain('1 hồ sơ khớp');
      expect([readFileSync(database), statSync(database).mtimeMs]).toEqual(before);
      expect(run('audit', 'verify', '--file', file).code).toBe(0);

      const altered = judge(`${noGuards} UPDATE admin_activity SET ip = '10.0.0.9' WHERE seq = 2`);
      expect([altered.code, altered.errors]).toEqual([6, expect.stringContaining('dòng 2 (altered)')]);
      const removed = judge(`${noGuards} DELETE FROM admin_activity WHERE seq = 2`);
      expect([removed.code, removed.errors]).toEqual([6, expect.stringContaining('dòng 2 (gap)')]);
      const emptied = judge(
        `${noGuards} DELETE FROM admin_activity; DELETE FROM settings WHERE key = 'audit.head';
      DELETE FROM audit_checkpoint`,
        '--from',
        outside,
      );
      expect([emptied.code, emptied.errors]).toEqual([6, expect.stringContaining('dòng 1 (cut)')]);
      const made = judge("INSERT INTO admin_users (id, email, role, created_at) VALUES ('x', 'x@b.vn', 'admin', '')");
      expect([made.code, made.out]).toEqual([6, expect.stringContaining('admin_users, x: được thêm')]);

      writeFileSync(file, readFileSync(file, 'utf8').replace('"user.create"', '"user.delete"'));
      const forged = run('audit', 'verify', '--file', file);
      expect([forged.code, forged.errors]).toEqual([6, expect.stringContaining('dòng 1 (altered)')]);
    },
  );

  it(
    'refuses a checkpoint file that holds none, a file that is there, and a folder never opened',
    { timeout: 60_000 },
    () => {
      const folder = aCenterFolder();
      const run = (...args: string[]) => lvtCert(folder, ['audit', ...args, '--data', folder]);
      expect(run('verify')).toMatchObject({ code: 1, errors: expect.stringContaining('lvt-cert serve') as unknown });
      expect(run('verify', '--from', join(folder, 'cert.config.json')).code).toBe(2);
      expect(run('export', '--out', join(folder, 'cert.config.json')).code).toBe(1);
    },
  );
});
