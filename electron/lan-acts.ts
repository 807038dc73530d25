import { menuAnswers } from '../server/desktop/menu.contract.ts';
import type { Notices, Words } from './notices.ts';
import type { OwnWindows } from './own-windows.ts';
import type { ServerAsks } from './server-asks.ts';

type Parts = {
  readonly words: () => Words;
  readonly notices: Notices;
  readonly server: ServerAsks;
  readonly windows: OwnWindows;
  /** What others type; null while only this PC gets in. */
  readonly url: () => string | null;
  /** Draws the menu anew where the switch stayed as it was. */
  readonly redraw: () => void;
};

/** The network, from the menu and the tray. */
export function createLanActs({ words, notices, server, windows, url, redraw }: Parts) {
  async function switchLan(isOn: boolean): Promise<void> {
    const answered = await server.ask({ act: 'lan.switch', isOn }, menuAnswers['lan.switch']);
    const { t } = words();
    if (!answered.ok) {
      await notices.refuse(t('desktop.lan.not-switched'), answered);
      redraw();
    } else if (isOn && url() !== null) showAddress();
    else if (isOn)
      await notices.say('warning', { title: t('desktop.lan.no-network'), text: t('desktop.lan.no-network.text') });
  }

  /** The address large, as text and as a code, for a phone or across a table. */
  function showAddress(): void {
    const address = url();
    if (address === null) return;
    const { t, locale } = words();
    const view = {
      ...{ locale, isBusy: false, line: '', problem: null, details: null },
      title: t('desktop.address.title'),
      text: t('desktop.address.text'),
      code: { text: address, label: t('desktop.address.code', { address }) },
      buttons: [{ id: 'copy', label: t('desktop.address.copy'), isPrimary: true }, windows.closeButton()],
    };
    windows.open('address', view, ({ id }) => {
      if (id === 'copy') windows.copy(address);
    });
  }

  async function testLan(): Promise<void> {
    const { t } = words();
    const answered = await server.ask({ act: 'lan.test' }, menuAnswers['lan.test']);
    if (!answered.ok) {
      await notices.refuse(t('desktop.lan.test.failed'), answered);
      return;
    }
    const { url: address, isAnswered, ms } = answered.value;
    if (isAnswered)
      await notices.say('info', {
        title: t('desktop.lan.test.done'),
        text: t('desktop.lan.test.text', { address, ms }),
      });
    else
      await notices.say('warning', {
        title: t('desktop.lan.test.failed'),
        text: t('desktop.lan.test.silent', { address }),
      });
  }

  return { switchLan: (isOn: boolean) => void switchLan(isOn), showAddress, testLan: () => void testLan() };
}
