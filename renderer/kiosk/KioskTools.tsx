import { ALargeSmall, Hand, LogOut } from 'lucide-react';
import type { Locale } from '../../server/i18n/translate.ts';
import { classNames } from '../ui/class-names.ts';
import { useText } from '../ui/language.tsx';
import { LanguageSwitch } from '../ui/LanguageSwitch.tsx';
import styles from './KioskTools.module.css';

export type Tools = {
  readonly onLocale: (locale: Locale) => void;
  readonly onLargerText: () => void;
  /** Percent. */
  readonly textSize: number;
  readonly onHelp: () => void;
  /** Null where the screen shows nobody. */
  readonly onFinish: (() => void) | null;
};

type Props = { readonly tools: Tools; readonly place: 'head' | 'reach' };

/** Language, larger text, help, finish. Drawn twice, shown once: in the head, or low on an upright screen. */
export function KioskTools({ tools, place }: Props) {
  const t = useText();
  const { onLocale, onLargerText, textSize, onHelp, onFinish } = tools;
  return (
    <div
      className={classNames(styles.tools, styles[place], onFinish && styles.personal)}
      {...(place === 'reach' && { role: 'region', 'aria-label': t('kiosk.head.tools') })}
    >
      <LanguageSwitch className={styles.language} onChange={onLocale} />
      <button
        type="button"
        className={classNames(styles.tool, styles.minor)}
        onClick={onLargerText}
        aria-label={t('kiosk.head.larger-text', { percent: textSize })}
      >
        <ALargeSmall aria-hidden />
        <span>{t('kiosk.head.text-size')}</span>
      </button>
      <button
        type="button"
        className={classNames(styles.tool, styles.minor)}
        onClick={onHelp}
        aria-label={t('kiosk.head.help')}
      >
        <Hand aria-hidden />
        <span>{t('kiosk.head.help')}</span>
      </button>
      {onFinish && (
        <button
          type="button"
          className={classNames(styles.tool, styles.finish)}
          onClick={onFinish}
          aria-label={t('kiosk.head.finish')}
        >
          <LogOut aria-hidden />
          <span className={styles.long}>{t('kiosk.head.finish')}</span>
          <span className={styles.short}>{t('kiosk.head.finish-short')}</span>
        </button>
      )}
    </div>
  );
}
