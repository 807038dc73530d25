import type { Locale } from '../../server/i18n/translate.ts';
import styles from './LanguageSwitch.module.css';
import { classNames } from './class-names.ts';
import { useLanguage } from './language.tsx';

/** Names of languages stand in their own language, so they are no catalog texts. */
const names: readonly { readonly locale: Locale; readonly long: string; readonly short: string }[] = [
  { locale: 'vi', long: 'Tiếng Việt', short: 'VI' },
  { locale: 'en', long: 'English', short: 'EN' },
];

type Props = { readonly onChange: (locale: Locale) => void; readonly className?: string | undefined };

export function LanguageSwitch({ onChange, className }: Props) {
  const { locale, t } = useLanguage();
  return (
    <div className={classNames(styles.group, className)} role="group" aria-label={t('ui.language')}>
      {names.map((name) => (
        <button
          key={name.locale}
          type="button"
          lang={name.locale}
          aria-pressed={name.locale === locale}
          aria-label={`${name.long} ${name.short}`}
          onClick={() => onChange(name.locale)}
        >
          <span className={styles.long}>{name.long}</span>
          <span className={styles.short}>{name.short}</span>
        </button>
      ))}
    </div>
  );
}
