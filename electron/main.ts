import { app } from 'electron';
import { dirname } from 'node:path';
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
  // Screens and profiles can be asked for only now.
  const started = app.whenReady().then(() => {
    const shell = createShell({ asked, center, program: dirname(import.meta.dirname), own });
    app.on('before-quit', shell.onQuit);
    app.on('activate', () => shell.onSecondStart(asked));
    shell.start();
    return shell;
  });
  app.on('second-instance', (_event, _argv, _folder, given) => {
    void started.then((shell) => shell.onSecondStart(given as typeof asked));
  });
  app.on('window-all-closed', () => app.quit());
}
