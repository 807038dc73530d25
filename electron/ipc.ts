import type { IpcMain, WebContents } from 'electron';
import type { z } from 'zod';

/** Who says something: the page at the top of a window. */
export type Sender = { readonly contents: WebContents; readonly url: string };
type Rule<Value> = {
  /** What is said, checked. */
  readonly schema: z.ZodType<Value>;
  /** Whether this window, with this page in it, is listened to. */
  readonly from: (sender: Sender) => boolean;
};
type Event = {
  readonly sender: WebContents;
  readonly senderFrame: { readonly url: string; readonly parent: unknown } | null;
};

export type Ipc = ReturnType<typeof createIpc>;

/** The one place where pages are heard: never a frame inside a page, never a window or page that a channel is not for. */
export function createIpc(ipcMain: Pick<IpcMain, 'handle' | 'on'>) {
  function senderOf({ sender, senderFrame }: Event, from: (sender: Sender) => boolean): Sender | null {
    if (senderFrame === null || senderFrame.parent !== null) return null;
    const known = { contents: sender, url: senderFrame.url };
    return from(known) ? known : null;
  }

  /** A question, which is answered; refused, it throws in the page. */
  function answer<Value>(
    channel: string,
    { schema, from }: Rule<Value>,
    reply: (value: Value, sender: Sender) => unknown,
  ): void {
    ipcMain.handle(channel, (event, given: unknown) => {
      const sender = senderOf(event, from);
      if (!sender) throw new Error(`${channel} is not for this page`);
      return reply(schema.parse(given), sender);
    });
  }

  /** A word, which is not answered; refused, it is passed over. */
  function hear<Value>(channel: string, { schema, from }: Rule<Value>, heard: (value: Value) => void): void {
    ipcMain.on(channel, (event, given: unknown) => {
      const value = schema.safeParse(given);
      if (value.success && senderOf(event, from)) heard(value.data);
    });
  }

  return { answer, hear };
}
