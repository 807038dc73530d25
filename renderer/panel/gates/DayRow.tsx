import type { OpenSpan } from '../../../server/gates/gates.contract.ts';
import { Button } from '../../ui/Button.tsx';
import { useText } from '../../ui/language.tsx';
import styles from './GatesPage.module.css';

const office: OpenSpan = { from: '08:00', to: '17:00' };
const dayMinutes = 24 * 60;

type Props = {
  readonly name: string;
  readonly spans: readonly OpenSpan[];
  readonly onChange: (spans: readonly OpenSpan[]) => void;
};

/** One day: its hours as a bar, and as times that can be changed. */
export function DayRow({ name, spans, onChange }: Props) {
  const t = useText();
  const change = (index: number, part: Partial<OpenSpan>) =>
    onChange(spans.map((span, place) => (place === index ? { ...span, ...part } : span)));
  return (
    <div className={styles.day}>
      <b>{name}</b>
      <div className={styles.bar} aria-hidden="true">
        {spans.map(({ from, to }) => (
          <i
            key={from}
            style={{ left: toPercent(toMinutes(from)), width: toPercent(toMinutes(to) - toMinutes(from)) }}
          />
        ))}
      </div>
      <div className={styles.times}>
        {spans.map((span, index) => (
          <span key={index} className={styles.times}>
            <input
              type="time"
              aria-label={t('panel.gates.from', { day: name })}
              value={span.from}
              onChange={({ currentTarget: { value } }) => change(index, { from: value })}
            />
            <span aria-hidden="true">–</span>
            <input
              type="time"
              aria-label={t('panel.gates.to', { day: name })}
              value={span.to === '24:00' ? '23:59' : span.to}
              onChange={({ currentTarget: { value } }) => change(index, { to: value })}
            />
          </span>
        ))}
        {spans.length === 0 ? (
          <>
            <span>{t('panel.gates.day-closed')}</span>
            <Button
              size="small"
              onClick={() => onChange([office])}
              aria-label={t('panel.gates.open-day', { day: name })}
            >
              {t('panel.gates.open-it')}
            </Button>
          </>
        ) : (
          <Button size="small" onClick={() => onChange([])} aria-label={t('panel.gates.close-day', { day: name })}>
            {t('panel.gates.close-it')}
          </Button>
        )}
      </div>
    </div>
  );
}

function toMinutes(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

function toPercent(minutes: number): string {
  return `${(Math.max(0, minutes) / dayMinutes) * 100}%`;
}
