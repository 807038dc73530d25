import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { aBackupFile } from '../../test/support/backup-builder.ts';
import { lvtCert } from '../../test/support/lvt-cert.ts';
import { aFolder, aClock } from '../../test/support/scratch.ts';
import { acquireInstanceLock } from '../db/instance-lock.ts';

// Each run is a process of its own, and starts another.
vi.setConfig({ testTimeout: 180_000 });

describe('lvt-cert restore', () => {
  it('puts the backup back whole, takes nothing back that must stay, and keeps what was there', async () => {
    const { root: folder, path: backup, identity } = await aBackupFile();
    const run = (...args: string[]) => lvtCert(folder, [...args, '--data', folder]);
    const database = join(folder, 'data', 'portal.db');
    const sql = (text: string) => execFileSync('sqlite3', [database, text], { encoding: 'utf8' }).trim();
    const keyPath = join(aFolder(), 'khoa.txt');
    writeFileSync(keyPath, identity);
    const at = sql('SELECT count(*) FROM admin_activity');

    // What happens afterwards: a template, an account, a certificate taken back, a new key for backups.
    writeFileSync(join(folder, 'templates', 'later.pdf'), 'later');
    const input = 'mật khẩu của kỳ thi\n';
    expect(lvtCert(folder, ['admin', 'create', 'mot@b.vn', '--data', folder], { input }).code).toBe(0);
    sql("INSERT INTO revocation VALUES ('main', 'A1', 'toan', '2026-05-20T08:00:00Z', NULL, 'nhầm')");
    const [secret, rekeyed] = [readFileSync(join(folder, '.env'), { flag: 'a+' }).toString(), run('backup', 'rekey')];
    const recipient = sql("SELECT value FROM settings WHERE key = 'backup.recipient'");

    // Refusals change nothing.
    const state = () =>
      execFileSync(
        'sh',
        ['-c', 'find . -type f ! -name "*-shm" ! -name "instance*" | sort | xargs -d "\\n" sha256sum'],
        { cwd: folder, encoding: 'utf8' },
      );
    const before = state();
    const other = join(aFolder(), 'khac.txt');
    writeFileSync(other, /AGE-SECRET-KEY-1\w+/.exec(rekeyed.out)?.[0] ?? '');
    expect(run('restore', backup, '--identity', other).code).toBe(1);
    const cut = join(aFolder(), 'cut.age');
    writeFileSync(cut, readFileSync(backup).subarray(0, -100));
    expect(run('restore', cut, '--identity', keyPath).code).toBe(1);
    const lock = acquireInstanceLock(join(folder, 'data'), aClock(Date.now()));
    expect(run('restore', backup, '--identity', keyPath).code).toBe(3);
    lock.release();
    expect(state()).toBe(before);

    const restored = run('restore', backup, '--identity', keyPath);
    expect([restored.code, restored.errors]).toEqual([0, '']);
    expect(restored.out).toContain('Tài khoản: đang có 1, trong bản sao lưu 0');
    expect(sql('SELECT count(*) FROM admin_users')).toBe('0');
    expect(existsSync(join(folder, 'templates', 'later.pdf'))).toBe(false);
    expect(sql('SELECT sbd FROM revocation')).toBe('A1');
    expect(sql("SELECT value FROM settings WHERE key = 'backup.recipient'")).toBe(recipient);
    expect(sql("SELECT value FROM settings WHERE key = 'database.generation'")).toBe('2');
    expect(sql("SELECT seq || ' ' || action FROM admin_activity ORDER BY seq DESC LIMIT 1")).toBe(
      `${Number(at) + 1} backup.restored`,
    );
    expect(readFileSync(join(folder, '.env'), 'utf8')).not.toBe(secret);
    expect(readdirSync(join(folder, 'backups')).some((name) => name.startsWith('log-before-restore-'))).toBe(true);
    const [kept = ''] = readdirSync(folder).filter((name) => name.startsWith('before-restore-'));
    expect(readFileSync(join(folder, kept, 'templates', 'later.pdf'), 'utf8')).toBe('later');
    expect(run('audit', 'verify')).toMatchObject({ code: 0, errors: '' });

    // The same file on an empty folder, as on another PC.
    const fresh = join(aFolder(), 'new');
    expect(lvtCert(folder, ['restore', backup, '--identity', keyPath, '--data', fresh]).code).toBe(0);
    expect(existsSync(join(fresh, 'cert.config.json'))).toBe(true);
    rmSync(fresh, { recursive: true });
  });
});
