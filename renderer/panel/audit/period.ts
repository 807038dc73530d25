/** Stretches of time up to now that the log can be narrowed to. */
export const periods = ['today', 'yesterday', 'week', 'month', 'all'] as const;
export type Period = (typeof periods)[number];

const daysBack: Record<Period, number | null> = { today: 0, yesterday: 1, week: 6, month: 29, all: null };

/** Instants; empty where it has no bound. Days begin at midnight of this PC. */
export function toBounds(period: Period, now: Date): { readonly from: string; readonly to: string } {
  const days = daysBack[period];
  if (days === null) return { from: '', to: '' };
  return { from: midnight(now, -days), to: period === 'yesterday' ? midnight(now, 0) : '' };
}

function midnight(now: Date, days: number): string {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days).toISOString();
}
