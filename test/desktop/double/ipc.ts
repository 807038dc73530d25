import type Electron from 'electron';
import { EventEmitter } from 'node:events';
import { strict } from './strict.ts';

type Handler = Parameters<Electron.IpcMain['handle']>[1];

const handlers = new Map<string, Handler>();
const own = {
  handle(channel: string, handler: Handler): void {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    handlers.set(channel, handler);
  },
  removeHandler: (channel: string) => void handlers.delete(channel),
  /** For the page's side. */
  async call(channel: string, event: object, args: unknown[]): Promise<unknown> {
    const handler = handlers.get(channel);
    if (!handler) throw new Error(`No handler registered for '${channel}'`);
    return (await handler(event as Electron.IpcMainInvokeEvent, ...args)) as unknown;
  },
};
own satisfies Pick<Electron.IpcMain, 'handle' | 'removeHandler'>;

export const ipcMain = strict('ipcMain', Object.assign(new EventEmitter(), own));
