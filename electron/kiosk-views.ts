import type { Translate } from '../server/i18n/translate.ts';
import type { LocalView } from './bridge.contract.ts';

type Words = { readonly t: Translate; readonly locale: 'vi' | 'en' };
type Refused = { readonly verdict: string; readonly waitSeconds: number };

/** The pad on which staff type their code; `refused` is what became of the last one. */
export function padView({ t, locale }: Words, refused: Refused | null): LocalView {
  const wait = refused && refused.waitSeconds > 0 ? t('desktop.pad.wait', { seconds: refused.waitSeconds }) : '';
  const title = t('desktop.pad.wrong');
  return {
    locale,
    title: t('desktop.pad.title'),
    text: t('desktop.pad.text'),
    isBusy: false,
    line: '',
    problem: refused && {
      title: refused.verdict === 'wait' ? wait : title,
      text: refused.verdict === 'wait' ? '' : wait,
    },
    pad: { label: t('desktop.pad.label'), erase: t('desktop.pad.erase'), submit: 'pad-leave' },
    buttons: [
      { id: 'pad-leave', label: t('desktop.pad.leave'), isPrimary: true },
      { id: 'pad-cancel', label: t('desktop.pad.cancel'), isPrimary: false },
    ],
    details: null,
  };
}
