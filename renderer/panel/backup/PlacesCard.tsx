import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Card, CardRow } from '../../ui/Card.tsx';
import { useLanguage } from '../../ui/language.tsx';
import { showMoment } from '../../ui/show-moment.ts';
import { Status } from '../../ui/Status.tsx';
import styles from './BackupPage.module.css';
import { ScheduleDialog } from './ScheduleDialog.tsx';
import { SecondPlaceRow } from './SecondPlaceRow.tsx';
import type { BackupsFace } from './use-backups.ts';

type Props = {
  readonly state: NonNullable<BackupsFace['state']['body']>;
  readonly face: Pick<BackupsFace, 'copy' | 'place'>;
  readonly onKey: () => void;
};

const fewGib = 1;

/** When backups are made, where they lie, which sheet opens them. */
export function PlacesCard({ state, face, onKey }: Props) {
  const { t, locale } = useLanguage();
  const [isEditing, setEditing] = useState(false);
  const { daily_at: time, folder, free_gib: gib, key } = state;
  return (
    <Card
      title={t('panel.backup.places')}
      isRows
      side={
        <Button size="small" onClick={() => setEditing(true)}>
          {t('panel.backup.edit')}
        </Button>
      }
    >
      <CardRow
        title={t('panel.backup.daily')}
        text={time === null ? t('panel.backup.daily.off') : t('panel.backup.daily.at', { time })}
      />
      <CardRow title={t('panel.backup.here')} text={<span className={styles.path}>{folder}</span>}>
        <Status tone={gib < fewGib ? 'warn' : 'ok'}>{t('panel.backup.free', { gib })}</Status>
      </CardRow>
      <SecondPlaceRow state={state} face={face} />
      <CardRow
        title={t('panel.backup.sheet')}
        text={
          key === null
            ? t('panel.backup.sheet.none')
            : t('panel.backup.sheet.made', { date: showMoment(new Date(key.made_at), new Date(), locale).full })
        }
      >
        {key && (
          <Button size="small" onClick={onKey}>
            {t('panel.backup.sheet.new')}
          </Button>
        )}
      </CardRow>
      {isEditing && <ScheduleDialog time={time} onClose={() => setEditing(false)} />}
    </Card>
  );
}
