import { app } from 'electron';
import { dirname, join } from 'node:path';
import { machineFolder } from '../server/values/machine-folder.ts';
import { chooseFolders, readAsked, refusedSwitches } from './args.ts';
import { runCommand } from './cli.ts';
import { portableFolder } from './portable.ts';
import { createShell } from './shell.ts';

/** Behind the program's own name, and in a checkout behind the folder that Electron was given. */
const asked = readAsked(process.argv.slice(app.isPackaged ? 1 : 2));
const program = dirname(import.meta.dirname);
const { isPackaged } = app;
const { execPath: executable, platform } = process;
const portable = portableFolder({ isPackaged, executable, platform });
// The server and its commands look there too.
if (portable !== null) process.env['PORTAL_DATA_DIR'] ??= join(portable, 'center');
const shared = portable ?? app.getPath('userData');
const { center, shell: own } = chooseFolders({
  asked: asked.data,
  environment: process.env,
  currentFolder: process.cwd(),
  userData: shared,
  machine: machineFolder(platform, process.env),
  isForAll: asked.allUsers,
});
// A command shows no page, and is no second start of what runs.
app.setPath('userData', asked.cli ? join(own, 'cli') : own);
app.enableSandbox();
if (app.isPackaged) for (const name of refusedSwitches) app.commandLine.removeSwitch(name);

const { cli } = asked;
if (cli) void app.whenReady().then(async () => app.exit(await runCommand(program, cli)));
else if (!app.requestSingleInstanceLock(asked)) app.exit(0);
// Nothing runs on this folder, so there is nothing to end.
else if (asked.quit) app.exit(0);
else {
  // Screens and profiles can be asked for only now.
  const started = app.whenReady().then(() => {
    const shell = createShell({ asked, center, program, own, shared });
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
