import type { TodayResponse } from '../../../server/today/today.contract.ts';
import { useText } from '../../ui/language.tsx';
import styles from './TodayPage.module.css';

/** The day in four numbers, and by hour. */
export function DayFigures({ today: { total, hours, requests } }: { readonly today: TodayResponse }) {
  const t = useText();
  const figures = [
    [t('panel.today.looked-up'), total.looked_up],
    [t('panel.today.downloaded'), total.downloaded],
    [t('panel.today.failed'), total.failed],
    [t('panel.today.requests'), requests.waiting],
  ] as const;
  const most = Math.max(1, ...hours.flatMap((hour) => [hour.looked_up, hour.downloaded]));
  const busiest = hours.toSorted((one, other) => other.looked_up - one.looked_up)[0];
  return (
    <>
      <dl className={styles.figures}>
        {figures.map(([label, figure]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{figure}</dd>
          </div>
        ))}
      </dl>
      {busiest ? (
        <>
          <p className="for-readers">{t('panel.today.busiest', { hour: busiest.hour, count: busiest.looked_up })}</p>
          <div className={styles.chart} aria-hidden="true">
            {hours.map((hour) => (
              <div key={hour.hour} className={styles.hour}>
                <span>{hour.looked_up}</span>
                <span className={styles.bars}>
                  <i style={{ height: `${(hour.looked_up / most) * 100}%` }} />
                  <i style={{ height: `${(hour.downloaded / most) * 100}%` }} />
                </span>
                <span>{t('panel.today.hour', { hour: hour.hour })}</span>
              </div>
            ))}
          </div>
          <p className={styles.legend} aria-hidden="true">
            <span>{t('panel.today.looked-up')}</span>
            <span>{t('panel.today.downloaded')}</span>
          </p>
        </>
      ) : (
        <p className={styles.quiet}>{t('panel.today.quiet')}</p>
      )}
    </>
  );
}
