import { describe, expect, it } from 'vitest';
import { chooseShell, type Shell, type ShellFacts } from './choose-shell.ts';

const ready: ShellFacts = {
  isBrowserAsked: false,
  isElectronRequired: false,
  hasWindow: true,
  hasBinary: true,
  didInstallFail: false,
  hasDisplay: true,
  didElectronFail: false,
};

const table: readonly (readonly [string, Partial<ShellFacts>, Shell])[] = [
  ['opens the window where all is there', {}, { do: 'electron' }],
  ['goes to the browser at once where it is asked to', { isBrowserAsked: true }, { do: 'browser', why: 'asked' }],
  ['asks the mirror where there is no binary', { hasBinary: false }, { do: 'probe' }],
  ['downloads where the mirror answers', { hasBinary: false, doesMirrorAnswer: true }, { do: 'install' }],
  [
    'goes to the browser where the mirror is silent',
    { hasBinary: false, doesMirrorAnswer: false },
    { do: 'browser', why: 'no-binary' },
  ],
  [
    'goes to the browser where the download failed',
    { hasBinary: false, doesMirrorAnswer: true, didInstallFail: true },
    { do: 'browser', why: 'no-binary' },
  ],
  ['goes to the browser without a display', { hasDisplay: false }, { do: 'browser', why: 'no-display' }],
  ['goes to the browser after Electron failed', { didElectronFail: true }, { do: 'browser', why: 'failed' }],
  [
    'downloads nothing for a window that is not built',
    { hasWindow: false, hasBinary: false },
    { do: 'browser', why: 'no-binary' },
  ],
  ['goes to the browser where no window is built', { hasWindow: false }, { do: 'browser', why: 'no-window' }],
  [
    'ends instead where Electron is required',
    { isElectronRequired: true, hasBinary: false, doesMirrorAnswer: false },
    { do: 'give-up', why: 'no-binary' },
  ],
  [
    'ends where the required Electron fails',
    { isElectronRequired: true, didElectronFail: true },
    { do: 'give-up', why: 'failed' },
  ],
  [
    'lets --browser win over the requirement',
    { isElectronRequired: true, isBrowserAsked: true },
    { do: 'browser', why: 'asked' },
  ],
];

describe('chooseShell', () => {
  it.each(table)('%s', (_, facts, expected) => {
    expect(chooseShell({ ...ready, ...facts })).toEqual(expected);
  });
});
