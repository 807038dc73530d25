import { CalendarClock, Info, Keyboard, Minus, Plus } from 'lucide-react';
import type { SearchMode } from '../../../server/portal/portal.contract.ts';
import { useLanguage } from '../../ui/language.tsx';
import { dateWords, hasImpossibleDay } from '../date-words.ts';
import screen from '../Screen.module.css';
import type { KioskState } from '../views.ts';
import styles from './SearchScreen.module.css';

type Props = {
  readonly state: KioskState;
  readonly mode: SearchMode;
  readonly onAskSbd: (asks: boolean) => void;
};

/** The line under the form: the date in words as it is typed, why the number is asked, or how to type. */
export function SearchHint({ state, mode, onAskSbd }: Props) {
  const { t } = useLanguage();
  const { asksSbd } = state;
  return (
    <div className={styles.hint}>
      <HintLine state={state} mode={mode} />
      {mode === 'name_dob_captcha' && (
        <button type="button" className={screen.link} onClick={() => onAskSbd(!asksSbd)}>
          {asksSbd ? <Minus aria-hidden /> : <Plus aria-hidden />}
          <span>{t(asksSbd ? 'kiosk.search.without-sbd' : 'kiosk.search.with-sbd')}</span>
        </button>
      )}
    </div>
  );
}

function HintLine({ state: { view, entries }, mode }: Omit<Props, 'onAskSbd'>) {
  const { locale, t } = useLanguage();
  const isSayable = mode === 'name_dob_captcha' && !hasImpossibleDay(entries);
  const words = isSayable ? dateWords(entries, locale, t) : '';
  if (view.kind === 'search' && view.note === 'need-sbd') {
    return (
      <p role="status">
        <Info aria-hidden />
        <span>{t('kiosk.search.need-sbd')}</span>
      </p>
    );
  }
  if (words !== '') {
    return (
      <p role="status">
        <CalendarClock aria-hidden />
        <span>{words}</span>
      </p>
    );
  }
  return (
    <p data-general>
      <Keyboard aria-hidden />
      <span>{t(mode === 'sbd_phone' ? 'kiosk.search.hint-number' : 'kiosk.search.hint')}</span>
    </p>
  );
}
