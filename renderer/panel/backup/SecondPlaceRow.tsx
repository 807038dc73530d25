import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { CardRow } from '../../ui/Card.tsx';
import { useLanguage } from '../../ui/language.tsx';
import { problemFacts, problemText } from '../../ui/problem.ts';
import { Status } from '../../ui/Status.tsx';
import styles from './BackupPage.module.css';
import { daysAgo } from './days-ago.ts';
import { PlaceDialog } from './PlaceDialog.tsx';
import { type BackupsFace, isThisPc } from './use-backups.ts';

const staleDays = 7;

type Props = {
  readonly state: NonNullable<BackupsFace['state']['body']>;
  readonly face: Pick<BackupsFace, 'copy' | 'place'>;
};

/** Another disk: where it is, how old the last copy there is, and what keeps the next one from being made. */
export function SecondPlaceRow({ state, face }: Props) {
  const { t } = useLanguage();
  const [isChoosing, setChoosing] = useState(false);
  const { place } = state;
  return (
    <>
      <CardRow
        title={t('panel.backup.place')}
        text={<span className={styles.path}>{place === null ? t('panel.backup.place.nowhere') : place.folder}</span>}
      >
        <span className={styles.acts}>
          {place && (
            <Button size="small" kind="ghost" busy={face.copy.busy} onClick={() => void face.copy.send({})}>
              {t('panel.backup.place.copy')}
            </Button>
          )}
          {isThisPc() && (
            <Button size="small" onClick={() => setChoosing(true)}>
              {t('panel.backup.place.choose')}
            </Button>
          )}
        </span>
      </CardRow>
      <LastCopy state={state} />
      {isChoosing && (
        <PlaceDialog folder={place?.folder ?? null} place={face.place} onClose={() => setChoosing(false)} />
      )}
    </>
  );
}

function LastCopy({ state: { place, copied } }: Pick<Props, 'state'>) {
  const { t, isText } = useLanguage();
  const days = daysAgo(copied?.at ?? null, new Date());
  const told = place?.problem && { status: 500, code: place.problem.code, facts: place.problem.facts };
  return (
    <CardRow
      title={t('panel.backup.copied')}
      text={told ? t(problemText(told, isText), problemFacts(told)) : undefined}
    >
      <CopyAge days={days} isTold={Boolean(told)} />
    </CardRow>
  );
}

function CopyAge({ days, isTold }: { readonly days: number | null; readonly isTold: boolean }) {
  const { t } = useLanguage();
  if (days === null) return <Status tone="warn">{t('panel.backup.copied.never')}</Status>;
  return (
    <Status tone={days >= staleDays || isTold ? 'warn' : 'ok'}>
      {t(days === 0 ? 'panel.backup.copied.today' : 'panel.backup.copied.days', { count: days })}
    </Status>
  );
}
