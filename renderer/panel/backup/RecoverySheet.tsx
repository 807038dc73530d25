import { useLanguage } from '../../ui/language.tsx';
import { QrCode } from '../../ui/QrCode.tsx';
import { showMoment } from '../../ui/show-moment.ts';
import styles from './BackupPage.module.css';

type Props = {
  readonly center: string;
  readonly identity: string;
  readonly recipient: string;
  /** Instant. */
  readonly made_at: string;
};

/** What comes out of the printer, and nothing else with it; never seen on the screen. */
export function RecoverySheet({ center, identity, recipient, made_at: at }: Props) {
  const { t, locale } = useLanguage();
  const date = showMoment(new Date(at), new Date(), locale).full;
  return (
    <section className={styles.sheet}>
      <h1>{t('panel.backup.paper.title')}</h1>
      <p>{t('panel.backup.paper.about', { center, date })}</p>
      <code>{identity}</code>
      <QrCode text={identity} label={t('panel.backup.paper.title')} />
      <ol>
        <li>{t('panel.backup.paper.keep')}</li>
        <li>{t('panel.backup.paper.panel')}</li>
        <li>{t('panel.backup.paper.command')}</li>
        <li>{t('panel.backup.paper.age')}</li>
      </ol>
      <p>{t('panel.backup.paper.recipient', { recipient })}</p>
    </section>
  );
}
