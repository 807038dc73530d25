import type { ListedBackup } from '../../../server/backup/backup.contract.ts';
import type { Locale, Translate } from '../../../server/i18n/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { showMoment } from '../../ui/show-moment.ts';
import { Status } from '../../ui/Status.tsx';
import type { Column } from '../../ui/table-columns.ts';
import styles from './BackupPage.module.css';

type Parts = {
  readonly t: Translate;
  readonly locale: Locale;
  readonly onVerify: (name: string) => Promise<void>;
  /** Null where restoring is not offered. */
  readonly onRestore: ((backup: ListedBackup) => void) | null;
};

export function backupColumns({ t, locale, onVerify, onRestore }: Parts): readonly Column<ListedBackup>[] {
  const mib = new Intl.NumberFormat(locale === 'vi' ? 'vi-VN' : 'en-GB', { maximumFractionDigits: 1 });
  return [
    {
      id: 'at',
      title: t('panel.backup.at'),
      isRowName: true,
      cell: ({ name, made_at: at }) => (
        <b className={styles.whole} title={name}>
          {at === null ? name : showMoment(new Date(at), new Date(), locale).full}
        </b>
      ),
    },
    {
      id: 'why',
      title: t('panel.backup.why'),
      cell: ({ reason }) => (
        <span className={styles.reason}>
          {t(reason === null ? 'panel.backup.carried' : `panel.backup.reason.${reason}`)}
        </span>
      ),
    },
    {
      id: 'size',
      title: t('panel.backup.size'),
      align: 'end',
      cell: ({ bytes }) => (
        <span className={styles.whole}>{t('panel.backup.mib', { mib: mib.format(bytes / 1024 ** 2) })}</span>
      ),
    },
    {
      id: 'opened',
      title: t('panel.backup.opened'),
      cell: ({ counts }) =>
        counts === null ? (
          <Status tone="warn">{t('panel.backup.not-opened')}</Status>
        ) : (
          <Status tone="ok">
            <span className={styles.counted}>{t('panel.backup.counted', counts)}</span>
          </Status>
        ),
    },
    {
      id: 'acts',
      title: t('panel.backup.acts'),
      hidesTitle: true,
      align: 'end',
      cell: (backup) => (
        <span className={styles.acts}>
          {backup.counts !== null && (
            <Button size="small" kind="ghost" onClick={() => void onVerify(backup.name)}>
              {t('panel.backup.verify')}
            </Button>
          )}
          {onRestore && (
            <Button size="small" onClick={() => onRestore(backup)}>
              {t('panel.backup.restore')}
            </Button>
          )}
        </span>
      ),
    },
  ];
}
