import { describe, expect, it } from 'vitest';
import { explainMissing } from './missing-download.ts';

const begun = '  • packaging       platform=linux arch=x64 electron=45.4.1 appOutDir=release/linux-unpacked\n';
const refused =
  '  ⨯ getaddrinfo ENOTFOUND github.com  failedTask=build stackTrace=RequestError: getaddrinfo ENOTFOUND\n';

describe('what could not be downloaded while packaging', () => {
  it('is Electron itself where no target was begun', () => {
    expect(explainMissing(begun + refused)).toBe(
      'not made: Electron 45.4.1 could not be downloaded (ENOTFOUND). ' +
        'Set ELECTRON_MIRROR to a mirror of it, or name an unpacked one with -- -c.electronDist=FOLDER.',
    );
  });

  it('is the tool of the target that was begun last', () => {
    const said = `${begun}  • building        target=AppImage arch=x64\n  • building        target=deb arch=x64\n${refused}`;
    expect(explainMissing(said)).toContain('the tool that makes deb files');
    expect(explainMissing(said)).toContain('USE_SYSTEM_FPM=true');
  });

  it('is nothing where packaging failed for another reason', () => {
    expect(explainMissing(`${begun}  ⨯ Application entry file "dist/electron/main.js" does not exist\n`)).toBeNull();
  });
});
