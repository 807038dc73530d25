import { dialog } from 'electron';
import type { Translate } from '../server/i18n/translate.ts';

export type Words = { readonly t: Translate; readonly locale: 'vi' | 'en' };
type Said = { readonly title: string; readonly text: string };

export type Notices = ReturnType<typeof createNotices>;

/** The program's own message boxes. */
export function createNotices({ words }: { readonly words: () => Words }) {
  async function say(type: 'info' | 'warning', { title, text }: Said): Promise<void> {
    await dialog.showMessageBox({ type, message: title, detail: text, buttons: [words().t('desktop.close')] });
  }

  /** True for the first button, `yes`; the other leaves everything as it is. */
  async function confirm({ title, text, yes, no }: Said & { readonly yes: string; readonly no?: string }) {
    const { response } = await dialog.showMessageBox({
      type: 'question',
      message: title,
      detail: text,
      buttons: [yes, no ?? words().t('desktop.cancel')],
      defaultId: 0,
      cancelId: 1,
    });
    return response === 0;
  }

  /** What the server refused, in its words. */
  async function refuse(title: string, { code, message }: { readonly code: string; readonly message: string }) {
    const text = code === 'no-server' ? words().t('desktop.no-server') : message;
    await say('warning', { title, text });
  }

  return { say, confirm, refuse };
}
