import type { Locale } from '../../server/i18n/translate.ts';
import type { PortalInfo } from '../../server/portal/portal.contract.ts';
import { LanguageSwitch } from '../ui/LanguageSwitch.tsx';
import { useText } from '../ui/language.tsx';
import { Logo } from '../ui/Logo.tsx';
import styles from './CheckerHead.module.css';

type Props = { readonly portal: PortalInfo; readonly onLocale: (locale: Locale) => void };

export function CheckerHead({ portal, onLocale }: Props) {
  const t = useText();
  return (
    <header className={styles.head}>
      <div className={styles.brand}>
        <Logo url={portal.branding.logo_url} name={portal.name} className={styles.logo} />
        <div>
          <b>{portal.name.normalize('NFC')}</b>
          <small>{t('checker.name')}</small>
        </div>
      </div>
      <LanguageSwitch onChange={onLocale} className={styles.languages} />
    </header>
  );
}
