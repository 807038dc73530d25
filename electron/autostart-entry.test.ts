import { describe, expect, it } from 'vitest';
import { autostartEntry, autostartFile } from './autostart-entry.ts';
import { missingOf } from './missing.ts';

describe('opening at log-in on Linux', () => {
  it('is a file of its own for each center', () => {
    const [a, b] = [autostartFile('/home/a/.config', '/srv/a'), autostartFile('/home/a/.config', '/srv/b')];
    expect(a).toMatch(/^\/home\/a\/\.config\/autostart\/luonvuituoi-cert-[0-9a-f]{12}\.desktop$/);
    expect(a).not.toBe(b);
  });

  it('keeps every character of a folder, whatever a shell or a desktop would make of it', () => {
    const entry = autostartEntry('LUONVUITUOI-CERT', ['/opt/app', '--data', '/srv/Đề thi 100% "A" $x `y` \\z']);
    expect(entry).toContain(
      String.raw`Exec="/opt/app" "--data" "/srv/Đề thi 100%% \\"A\\" \\$x \\` +
        '`y' +
        String.raw`\\` +
        '`' +
        String.raw` \\\\z"`,
    );
    expect(entry.startsWith('[Desktop Entry]\nType=Application\nName=LUONVUITUOI-CERT\n')).toBe(true);
    expect(entry.endsWith('\n')).toBe(true);
  });
});

describe('what a PC lacks', () => {
  it.each([
    [{ keychain: 'gnome_libsecret', compositing: 'enabled' }, []],
    [{ keychain: 'win32', compositing: 'enabled_readback' }, []],
    [{ keychain: 'basic_text', compositing: 'enabled' }, ['desktop.missing.keychain']],
    [
      { keychain: 'unknown', compositing: 'disabled_software' },
      ['desktop.missing.keychain', 'desktop.missing.graphics'],
    ],
  ])('%j: %j', (abilities, missing) => expect(missingOf(abilities)).toEqual(missing));
});
