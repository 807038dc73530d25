import { app } from 'electron';
import { dirname, join } from 'node:path';
import { chooseFolders, readAsked } from './args.ts';
import { createShell } from './shell.ts';

/** Behind the program's own name, and in a checkout behind the folder that Electron was given. */
const asked = readAsked(process.argv.slice(app.isPackaged ? 1 : 2));
const { center, shell: own } = chooseFolders({
  asked: asked.data,
  environment: process.env,
  currentFolder: process.cwd(),
  userData: app.getPath('userData'),
});
app.setPath('userData', own);
app.enableSandbox();

if (!app.requestSingleInstanceLock(asked)) app.exit(0);
// Nothing runs on this folder, so there is nothing to end.
else if (asked.quit) app.exit(0);
else {
  const shell = createShell({ asked, center, program: join(dirname(import.meta.dirname)), own });
  app.on('second-instance', (_event, argv, _folder, given) => shell.onSecondStart(given as typeof asked));
  app.on('activate', () => shell.onSecondStart(asked));
  app.on('before-quit', shell.onQuit);
  app.on('window-all-closed', () => app.quit());
  void app.whenReady().then(shell.start);
}
