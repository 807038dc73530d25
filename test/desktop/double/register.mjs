// `node --import register.mjs dist/electron/main.js`: `electron` means the double, all else stays as it is. A test sends
// functions as text, which run here with the double's module and an argument.
import { registerHooks } from 'node:module';

const double = new URL('./electron.ts', import.meta.url).href;
registerHooks({
  resolve: (name, context, next) =>
    name === 'electron' || name === 'electron/main' ? { url: double, shortCircuit: true } : next(name, context),
});
Object.defineProperty(process, 'type', { value: 'browser' });
Object.defineProperty(process, 'resourcesPath', { value: process.cwd() });
Object.defineProperty(process.versions, 'electron', { value: '45.4.1-double', enumerable: true });

const electron = await import('./electron.ts');
process.on('message', async ({ id, fn, arg }) => {
  try {
    process.send({ id, value: await (0, eval)(`(${fn})`)(electron, arg) });
  } catch (error) {
    process.send({ id, error: String(error?.stack ?? error) });
  }
});
// The test is gone: leave nothing behind.
process.on('disconnect', () => electron.app.exit(1));
