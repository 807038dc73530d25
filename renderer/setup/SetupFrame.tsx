import type { ReactNode } from 'react';
import type { Locale } from '../../server/i18n/translate.ts';
import { LanguageSwitch } from '../ui/LanguageSwitch.tsx';
import { useText } from '../ui/language.tsx';
import { Steps } from '../ui/Steps.tsx';
import styles from './Setup.module.css';

type Props = {
  /** Index of the step in the line above. */
  readonly at: number;
  readonly onLocale: (locale: Locale) => void;
  /** The button that goes on. */
  readonly next?: ReactNode;
  readonly children: ReactNode;
};

/** The frame of every step: where one is above, the language and the way on below. */
export function SetupFrame({ at, onLocale, next, children }: Props) {
  const t = useText();
  const steps = [t('setup.step.center'), t('setup.step.account'), t('setup.step.done')];
  return (
    <div className={styles.page}>
      <title>{t('setup.title')}</title>
      <header className={styles.head}>
        <Steps label={t('setup.steps')} steps={steps} at={at} />
      </header>
      <main className={styles.main}>{children}</main>
      <footer className={styles.foot}>
        <LanguageSwitch onChange={onLocale} className={styles.languages} />
        {next}
      </footer>
    </div>
  );
}
