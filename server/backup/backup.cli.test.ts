import { generateX25519Identity } from 'age-encryption';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { aBackupFile } from '../../test/support/backup-builder.ts';
import { lvtCert } from '../../test/support/lvt-cert.ts';
import { aCenterFolder } from '../../test/support/run-server.ts';
import { aFolder } from '../../test/support/scratch.ts';
import { hasTools } from '../../test/support/tools.ts';
import { requireUnchanged } from './backup-files.ts';
import { takeOutBackup } from './inspect-backup.ts';
import { makeBackup } from './make-backup.ts';

// Each run is a process of its own, and starts another.
vi.setConfig({ testTimeout: 120_000 });

describe('lvt-cert backup', () => {
  it('shows the recovery key once, keeps it nowhere, leaves a checked file with its note, here or elsewhere, and tells the log', () => {
    const folder = aCenterFolder();
    const run = (...args: string[]) => lvtCert(folder, [...args, '--data', folder]);
    const files = () => readdirSync(join(folder, 'backups')).sort();
    const made = run('backup');
    expect([made.code, made.errors]).toEqual([0, '']);
    const [identity = ''] = /AGE-SECRET-KEY-1[0-9A-Z]{58}/.exec(made.out) ?? [];
    expect(identity).not.toBe('');
    const [name = ''] = files();
    expect(name).toMatch(/^ky-thi-thu-[\dTZ-]+\.tar\.gz\.age$/);
    expect(files()).toEqual([name, `${name}.json`]);
    const stick = join(aFolder(), 'usb');
    const again = run('backup', '--to', stick);
    expect([again.code, again.out.includes('AGE-SECRET-KEY')]).toEqual([0, false]);
    expect(readdirSync(stick)).toHaveLength(2);
    const actions = execFileSync(
      'sqlite3',
      [
        join(folder, 'data', 'portal.db'),
        "SELECT action FROM admin_activity WHERE action LIKE 'backup.%' ORDER BY seq",
      ],
      { encoding: 'utf8' },
    );
    expect(actions.trim().split('\n')).toEqual(['backup.key-made', 'backup.made', 'backup.made']);
    // grep ends with 1 where no file holds it.
    expect(spawnSync('grep', ['-rlaF', identity, folder]).status).toBe(1);
  });

  it.runIf(hasTools('age'))(
    'makes a file that the standard age tool opens, with every file and no kv, log or lock',
    async () => {
      const { root, path, input, identity } = await aBackupFile();
      const font = `assets/fonts/${'chữ-'.repeat(40)}.ttf`;
      mkdirSync(join(root, 'assets', 'fonts'), { recursive: true });
      writeFileSync(join(root, font), 'a font');
      await makeBackup(input, () => undefined);
      const [keyPath, out] = [join(aFolder(), 'khoa.txt'), aFolder()];
      writeFileSync(keyPath, `# tờ khôi phục\n${identity}\n`);
      execFileSync('sh', ['-c', 'age -d -i "$1" "$2" | tar xzf - -C "$3"', 'sh', keyPath, path, out]);
      const list = execFileSync('find', ['.', '-type', 'f', '-printf', '%P\\n'], { cwd: out, encoding: 'utf8' });
      const names = list.trim().split('\n').sort();
      expect(names).toEqual(
        ['.env', font, 'cert.config.json', 'data/portal.db', 'manifest.json', 'templates/main.pdf'].sort(),
      );
      expect(readFileSync(join(out, 'cert.config.json'))).toEqual(readFileSync(join(root, 'cert.config.json')));
      const sql = (database: string, text: string) => execFileSync('sqlite3', [database, text], { encoding: 'utf8' });
      expect(sql(join(out, 'data', 'portal.db'), 'PRAGMA integrity_check').trim()).toBe('ok');
    },
  );

  it('verifies with and without the key, and refuses a cut, an altered, a strange, a newer and an absent one', async () => {
    const { path, identity, root, input } = await aBackupFile();
    const verify = (key: string) =>
      lvtCert(root, ['backup', 'verify', path, '--identity', '-', '--data', root], { input: `${key}\n` });
    expect(lvtCert(root, ['backup', 'verify', path, '--data', root])).toMatchObject({ code: 0, errors: '' });
    expect(verify(identity)).toMatchObject({ code: 0, errors: '' });
    const wrong = verify(await generateX25519Identity());
    expect([wrong.code, wrong.errors]).toEqual([1, expect.stringContaining('không mở được bản sao lưu')]);

    const whole = readFileSync(path);
    const altered = Buffer.from(whole);
    altered[Math.floor(whole.length / 2)] = (altered[Math.floor(whole.length / 2)] ?? 0) ^ 1;
    const open = () => takeOutBackup({ path, identity, into: join(aFolder(), 'out'), progress: () => undefined });
    expect((await open()).counts.students).toBe(1);
    const headEnd = whole.indexOf('\n---') + 60;
    const cuts = [0, 20, headEnd, headEnd + 20, Math.floor(whole.length / 2), whole.length - 1];
    const broken = [altered, Buffer.concat([whole, Buffer.from('x')]), ...cuts.map((at) => whole.subarray(0, at))];
    for (const content of broken) {
      writeFileSync(path, content);
      await expect(open()).rejects.toMatchObject({ code: 'backup.damaged' });
      await expect(requireUnchanged(path)).rejects.toMatchObject({ code: 'backup.damaged' });
    }

    execFileSync('sqlite3', [input.databasePath, 'PRAGMA user_version = 999']);
    await makeBackup(input, () => undefined);
    await expect(open()).rejects.toMatchObject({ code: 'backup.newer' });
    rmSync(path);
    await expect(open()).rejects.toMatchObject({ code: 'backup.unreadable' });
  });
});
