import { X } from 'lucide-react';
import { useState } from 'react';
import type { GatesSchedule } from '../../../server/gates/gates.contract.ts';
import { Button } from '../../ui/Button.tsx';
import { useText } from '../../ui/language.tsx';
import styles from './GatesPage.module.css';

type Exceptions = GatesSchedule['exceptions'];
type Props = { readonly exceptions: Exceptions; readonly onChange: (exceptions: Exceptions) => void };

/** Days that go by their own hours, or are closed. */
export function ExceptionList({ exceptions, onChange }: Props) {
  const t = useText();
  const [date, setDate] = useState('');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const isOpen = from !== '' && to > from;

  function add(): void {
    if (date === '') return;
    const spans = isOpen ? [{ from, to }] : [];
    const others = exceptions.filter((other) => other.date !== date);
    onChange([...others, { date, spans }].toSorted((one, other) => one.date.localeCompare(other.date)));
    setDate('');
  }
  return (
    <>
      <ul className={styles.list}>
        {exceptions.map(({ date: day, spans }) => (
          <li key={day}>
            <b>{toDayText(day)}</b>
            <span>
              {spans.length === 0
                ? t('panel.gates.closed-all-day')
                : spans.map(({ from: start, to: end }) => `${start}–${end}`).join(', ')}
            </span>
            <Button
              size="small"
              icon={<X aria-hidden />}
              aria-label={t('panel.gates.exception-remove', { day: toDayText(day) })}
              onClick={() => onChange(exceptions.filter((other) => other.date !== day))}
            >
              {t('panel.gates.remove')}
            </Button>
          </li>
        ))}
      </ul>
      <div className={styles.add}>
        <label>
          {t('panel.gates.exception-day')}
          <input type="date" value={date} onChange={({ currentTarget: { value } }) => setDate(value)} />
        </label>
        <label>
          {t('panel.gates.exception-from')}
          <input type="time" value={from} onChange={({ currentTarget: { value } }) => setFrom(value)} />
        </label>
        <label>
          {t('panel.gates.exception-to')}
          <input type="time" value={to} onChange={({ currentTarget: { value } }) => setTo(value)} />
        </label>
        <Button size="medium" disabled={date === ''} onClick={add}>
          {t(isOpen ? 'panel.gates.exception-add' : 'panel.gates.exception-close')}
        </Button>
      </div>
    </>
  );
}

function toDayText(date: string): string {
  const [year, month, day] = date.split('-');
  return `${day ?? ''}/${month ?? ''}/${year ?? ''}`;
}
