import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createIpc } from './ipc.ts';

type Handler = (event: unknown, given: unknown) => unknown;

/** Main's side of the line, with what a page would say. */
function anIpc() {
  const handlers = new Map<string, Handler>();
  const events = new EventEmitter();
  const ipcMain = {
    handle: (channel: string, handler: Handler) => void handlers.set(channel, handler),
    on: events.on.bind(events),
  };
  const ipc = createIpc(ipcMain as never);
  const url = 'file:///app/local.html';
  const own = { id: 1 };
  const heard: unknown[] = [];
  const rule = {
    schema: z.object({ id: z.string().max(3) }),
    from: ({ contents, url: at }: { contents: { id: number }; url: string }) => contents.id === 1 && at === url,
  };
  ipc.answer('ask', rule, ({ id }) => `did ${id}`);
  ipc.hear('tell', rule, (value) => heard.push(value));
  const event = (changes: object) => ({ sender: own, senderFrame: { url, parent: null }, ...changes });
  const ask = (changes: object, given: unknown = { id: 'a' }) => handlers.get('ask')?.(event(changes), given);
  const tell = (changes: object, given: unknown = { id: 'a' }) => void events.emit('tell', event(changes), given);
  return { ask, tell, heard, url };
}

describe('what main listens to', () => {
  it('is the page at the top of the window that a channel is for', () => {
    const { ask, tell, heard } = anIpc();
    expect(ask({})).toBe('did a');
    tell({});
    expect(heard).toEqual([{ id: 'a' }]);
  });

  it.each([
    ['another window', { sender: { id: 2 } }],
    ['another page in that window', { senderFrame: { url: 'http://127.0.0.1:5000/', parent: null } }],
    ['a frame inside the page', { senderFrame: { url: 'file:///app/local.html', parent: {} } }],
    ['a frame that is gone', { senderFrame: null }],
  ])('is not %s', (_what, changes) => {
    const { ask, tell, heard } = anIpc();
    expect(() => ask(changes)).toThrow('ask is not for this page');
    tell(changes);
    expect(heard).toEqual([]);
  });

  it('is nothing of another shape', () => {
    const { ask, tell, heard } = anIpc();
    for (const given of [null, 'a', { id: 7 }, { id: 'long' }]) {
      expect(() => ask({}, given)).toThrow();
      tell({}, given);
    }
    expect(heard).toEqual([]);
  });
});
