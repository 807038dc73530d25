import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { useLanguage } from '../../ui/language.tsx';
import { showMoment } from '../../ui/show-moment.ts';
import styles from './BackupPage.module.css';
import { daysAgo } from './days-ago.ts';
import { type BackupsFace, isThisPc } from './use-backups.ts';

type Props = { readonly state: NonNullable<BackupsFace['state']['body']>; readonly onRehearse: () => void };

const staleDays = 31;

/** When a restore was last rehearsed; a warning where that is long ago. */
export function RehearsalNotice({ state: { rehearsed, backups }, onRehearse }: Props) {
  const { t, locale } = useLanguage();
  const days = daysAgo(rehearsed?.at ?? null, new Date());
  if (backups.length === 0) return null;
  const button = isThisPc() && (
    <Button size="small" onClick={onRehearse}>
      {t('panel.backup.rehearse')}
    </Button>
  );
  if (rehearsed === null || days === null || days >= staleDays) {
    return (
      <Banner
        tone="warn"
        title={days === null ? t('panel.backup.rehearsal.never') : t('panel.backup.rehearsal.days', { count: days })}
        actions={button}
      >
        <p>{t('panel.backup.rehearsal.text')}</p>
      </Banner>
    );
  }
  const { at, students, records } = rehearsed;
  return (
    <p className={styles.rehearsed}>
      {t('panel.backup.rehearsal.last', {
        time: showMoment(new Date(at), new Date(), locale).full,
        students: students.toLocaleString(locale),
        records: records.toLocaleString(locale),
      })}
      {button}
    </p>
  );
}
