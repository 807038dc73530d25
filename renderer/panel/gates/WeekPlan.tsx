import { useState } from 'react';
import {
  gatesOverviewEndpoint,
  gatesScheduleEndpoint,
  type GatesSchedule,
  type OpenSpan,
} from '../../../server/gates/gates.contract.ts';
import { useSend } from '../../api/use-ask.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { useText } from '../../ui/language.tsx';
import { ProblemText } from '../../ui/ProblemText.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { useToast } from '../../ui/Toast.tsx';
import { DayRow } from './DayRow.tsx';
import { ExceptionList } from './ExceptionList.tsx';
import styles from './GatesPage.module.css';

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** Opening hours of each day, and the days that go by their own. A flip by hand holds until the next change. */
export function WeekPlan({ schedule }: { readonly schedule: GatesSchedule }) {
  const t = useText();
  const tell = useToast();
  const [plan, setPlan] = useState(schedule);
  const { send, busy, problem } = useSend(gatesScheduleEndpoint, { refreshes: [gatesOverviewEndpoint.path] });
  const isChanged = JSON.stringify(plan) !== JSON.stringify(schedule);

  async function save(next: GatesSchedule): Promise<boolean> {
    const answer = await send({ schedule: next });
    if (answer.ok) tell(t('panel.gates.plan-saved'));
    return answer.ok;
  }
  const setDay = (index: number, spans: readonly OpenSpan[]) =>
    setPlan((now) => ({ ...now, week: now.week.map((day, place) => (place === index ? [...spans] : day)) }));

  return (
    <Card
      title={t('panel.gates.week')}
      side={
        <span className={styles.side}>
          <span id="plan-on">{t('panel.gates.by-plan')}</span>
          <Switch labelledBy="plan-on" isOn={schedule.is_on} onChange={(isOn) => save({ ...plan, is_on: isOn })} />
        </span>
      }
    >
      <div className={styles.days}>
        {days.map((day, index) => (
          <DayRow
            key={day}
            name={t(`panel.gates.day.${day}`)}
            spans={plan.week[index] ?? []}
            onChange={(spans) => setDay(index, spans)}
          />
        ))}
      </div>
      <ExceptionList
        exceptions={plan.exceptions}
        onChange={(exceptions) => setPlan((now) => ({ ...now, exceptions: [...exceptions] }))}
      />
      <p className={styles.note}>
        <Checkbox
          label={t('panel.gates.opens-download')}
          state={plan.opens_download ? 'all' : 'none'}
          onChange={() => setPlan((now) => ({ ...now, opens_download: !now.opens_download }))}
        />
      </p>
      <p className={styles.note}>{t('panel.gates.by-hand')}</p>
      <ProblemText problem={problem} />
      <p className={styles.note}>
        <Button size="medium" kind="primary" busy={busy} disabled={!isChanged} onClick={() => void save(plan)}>
          {t('panel.gates.plan-save')}
        </Button>
      </p>
    </Card>
  );
}
