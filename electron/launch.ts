import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createTranslate, type TextKey } from '../server/i18n/translate.ts';
import { type BrowserReason, chooseShell, type Shell, type ShellFacts } from './choose-shell.ts';
import { doesAnswer, downloadUrl, findElectron } from './electron-binary.ts';
import { hasDisplay, openBrowser } from './open-browser.ts';
import { installElectron, runWindow, serveForBrowser } from './serve-browser.ts';

const root = join(import.meta.dirname, '..');
const { env: environment, platform } = process;
const place = { root, environment, platform };
const probeMs = 5000;
const installMs = 600_000;

const lineOf: Record<BrowserReason, TextKey> = {
  asked: 'launcher.browser',
  'no-window': 'launcher.browser',
  'no-binary': 'launcher.browser.no-electron',
  'no-display': 'launcher.browser.no-display',
  failed: 'launcher.browser.failed',
};

process.exitCode = await launch(process.argv.slice(2));

/** From what is known to a running portal: in the window where it can be had, else in the browser. */
async function launch(given: readonly string[]): Promise<number> {
  const args = given.filter((arg) => arg !== '--browser');
  let facts = firstFacts(given);
  for (;;) {
    const shell = chooseShell(facts);
    if (shell.do === 'probe') {
      facts = { ...facts, doesMirrorAnswer: await doesAnswer(downloadUrl(place, process.arch), probeMs) };
    } else if (shell.do === 'install') {
      await installElectron(root, installMs);
      const hasBinary = findElectron(place) !== null;
      facts = { ...facts, hasBinary, didInstallFail: !hasBinary };
    } else if (shell.do === 'electron') {
      const run = await runWindow(findElectron(place) ?? '', { root, args });
      if (run.code === 0 || run.wasReady) return run.code;
      facts = { ...facts, didElectronFail: true };
    } else {
      return finish(shell, args);
    }
  }
}

function firstFacts(given: readonly string[]): ShellFacts {
  return {
    isBrowserAsked: given.includes('--browser'),
    isElectronRequired: environment['LVT_ELECTRON'] === 'require',
    hasWindow: existsSync(join(root, 'dist', 'electron', 'main.js')),
    hasBinary: findElectron(place) !== null,
    didInstallFail: false,
    hasDisplay: hasDisplay(place),
    didElectronFail: false,
  };
}

async function finish(shell: Extract<Shell, { why: BrowserReason }>, args: readonly string[]): Promise<number> {
  const isEnglish = /^en/i.test(environment['LC_ALL'] ?? environment['LC_MESSAGES'] ?? environment['LANG'] ?? '');
  const t = createTranslate(isEnglish ? 'en' : 'vi');
  if (shell.do === 'give-up') {
    console.error(t('launcher.required'));
    return 1;
  }
  return serveForBrowser({
    root,
    args: args.includes('--demo') ? args : ['--setup', ...args],
    onReady: (origin) => {
      const url = `${origin}/admin`;
      console.log(t(lineOf[shell.why], { url }));
      openBrowser(url, place);
    },
  });
}
