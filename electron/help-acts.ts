import { app, dialog, safeStorage, shell } from 'electron';
import { join } from 'node:path';
import type { Autostart } from './autostart.ts';
import { runCommand } from './cli.ts';
import { missingOf } from './missing.ts';
import type { Notices, Words } from './notices.ts';

type Parts = {
  /** The center's folder. */
  readonly folder: string;
  /** dist/. */
  readonly program: string;
  readonly words: () => Words;
  readonly notices: Notices;
  readonly autostart: Autostart;
  readonly redraw: () => void;
};

/** What the program does for whoever looks after this PC. */
export function createHelpActs({ folder, program, words, notices, autostart, redraw }: Parts) {
  /** Written by the command, which needs no server: that is when it is wanted most. */
  async function saveDiagnostics(): Promise<void> {
    const { t } = words();
    const name = t('desktop.diagnostics.name');
    const options = { title: t('desktop.menu.diagnostics'), defaultPath: join(app.getPath('documents'), name) };
    const { canceled, filePath } = await dialog.showSaveDialog(options);
    if (canceled || filePath === '') return;
    const code = await runCommand(program, ['diagnostics', filePath, '--data', folder], 'ignore');
    if (code !== 0) await notices.say('warning', { title: t('desktop.diagnostics.failed'), text: filePath });
    else shell.showItemInFolder(filePath);
  }

  /** Switched, or told why it could not be. */
  async function setAutostart(isOn: boolean): Promise<void> {
    try {
      autostart.set(isOn);
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      await notices.say('warning', { title: words().t('desktop.autostart.failed'), text });
    }
    redraw();
  }

  function missing() {
    return missingOf({ keychain: keychainOf(), compositing: app.getGPUFeatureStatus().gpu_compositing });
  }

  async function showMissing(): Promise<void> {
    const { t } = words();
    const text = missing()
      .map((key) => t(key))
      .join('\n\n');
    await notices.say('info', { title: t('desktop.menu.missing'), text });
  }

  return {
    saveDiagnostics: () => void saveDiagnostics(),
    setAutostart: (isOn: boolean) => void setAutostart(isOn),
    isAutostart: autostart.isOn,
    isMissing: () => missing().length > 0,
    showMissing: () => void showMissing(),
  };
}

/** Windows and macOS have one always; on Linux there are several, or none. */
function keychainOf(): string {
  return process.platform === 'linux' ? safeStorage.getSelectedStorageBackend() : process.platform;
}
