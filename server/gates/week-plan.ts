import type { GatesSchedule, OpenSpan } from './gates.contract.ts';

/** A moment at which the plan opens or closes, Unix ms. */
type PlannedChange = { readonly at: number; readonly opens: boolean };

/** Days looked at around now and around each exception: enough to meet each day of the week. */
const reachDays = 8;

/**
 * Changes of the plan around now, in order, each another state than the one before: the last one that is over and the
 * next one are among them. A day that goes over into the next without a break has no change at midnight. Times of the
 * PC's own time zone.
 */
function plannedChanges(schedule: GatesSchedule, now: number): readonly PlannedChange[] {
  const exceptions = new Map(schedule.exceptions.map(({ date, spans }) => [date, spans]));
  const changes: PlannedChange[] = [];
  for (const day of daysAround(schedule, now)) {
    const spans = exceptions.get(toDateText(day)) ?? schedule.week[(day.getDay() + 6) % 7] ?? [];
    for (const { from, to } of spans) append(changes, toMoment(day, from), toMoment(day, to));
  }
  return changes;
}

/** The change that the plan made last, the one it makes next, and the next that opens. */
export type PlanAround = {
  readonly last: PlannedChange | null;
  readonly next: PlannedChange | null;
  readonly opening: PlannedChange | null;
};

/** Where the plan stands at `now`, Unix ms. */
export function changesAround(schedule: GatesSchedule, now: number): PlanAround {
  const changes = plannedChanges(schedule, now);
  const ahead = changes.filter(({ at }) => at > now);
  return {
    last: changes.findLast(({ at }) => at <= now) ?? null,
    next: ahead[0] ?? null,
    opening: ahead.find(({ opens }) => opens) ?? null,
  };
}

function append(changes: PlannedChange[], opensAt: number, closesAt: number): void {
  if (changes.at(-1)?.at === opensAt) changes.pop();
  else changes.push({ at: opensAt, opens: true });
  changes.push({ at: closesAt, opens: false });
}

function daysAround({ exceptions }: GatesSchedule, now: number): readonly Date[] {
  const today = new Date(now);
  const days = new Map<number, Date>();
  const addAround = (year: number, month: number, day: number) => {
    for (let offset = -reachDays; offset <= reachDays; offset += 1) {
      const date = new Date(year, month, day + offset);
      days.set(date.getTime(), date);
    }
  };
  addAround(today.getFullYear(), today.getMonth(), today.getDate());
  for (const { date } of exceptions) {
    const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
    addAround(year, month - 1, day);
  }
  return [...days.values()].sort((one, other) => one.getTime() - other.getTime());
}

function toMoment(day: Date, time: OpenSpan['from']): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate(), hours, minutes).getTime();
}

function toDateText(day: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}
