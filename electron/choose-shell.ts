/** What the launcher knows. A probe that was not made yet is undefined. */
export type ShellFacts = {
  /** `--browser` was given. */
  readonly isBrowserAsked: boolean;
  /** LVT_ELECTRON=require: for a CI that has Electron and would not notice its loss. */
  readonly isElectronRequired: boolean;
  /** This build has a desktop window (dist/electron/main.js). */
  readonly hasWindow: boolean;
  readonly hasBinary: boolean;
  /** The download place of Electron's binary answered within its time. */
  readonly doesMirrorAnswer?: boolean | undefined;
  /** The download was tried and left no binary. */
  readonly didInstallFail: boolean;
  /** Windows and macOS always; Linux with DISPLAY or WAYLAND_DISPLAY. */
  readonly hasDisplay: boolean;
  /** Electron ended with an error before the server was ready. */
  readonly didElectronFail: boolean;
};

export type Shell =
  | { readonly do: 'probe' }
  | { readonly do: 'install' }
  | { readonly do: 'electron' }
  | { readonly do: 'browser'; readonly why: BrowserReason }
  | { readonly do: 'give-up'; readonly why: BrowserReason };

export type BrowserReason = 'asked' | 'no-binary' | 'no-display' | 'no-window' | 'failed';

/** The next step of the launcher. Called again with what the step found, until it says electron, browser or give-up. */
export function chooseShell(facts: ShellFacts): Shell {
  if (facts.isBrowserAsked) return { do: 'browser', why: 'asked' };
  const obstacle = facts.didElectronFail ? 'failed' : findObstacle(facts);
  if (obstacle === 'probe' || obstacle === 'install') return { do: obstacle };
  if (obstacle === null) return { do: 'electron' };
  return { do: facts.isElectronRequired ? 'give-up' : 'browser', why: obstacle };
}

function findObstacle(facts: ShellFacts): BrowserReason | 'probe' | 'install' | null {
  if (!facts.hasBinary && facts.hasWindow && !facts.didInstallFail) {
    if (facts.doesMirrorAnswer === undefined) return 'probe';
    if (facts.doesMirrorAnswer) return 'install';
  }
  if (!facts.hasBinary) return 'no-binary';
  if (!facts.hasDisplay) return 'no-display';
  return facts.hasWindow ? null : 'no-window';
}
