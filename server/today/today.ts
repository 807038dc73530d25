import type { Clock } from '../clock.ts';
import type { Database } from '../db/open-database.ts';
import type { InTransaction } from '../db/transactions.ts';
import type { Log } from '../log.ts';
import type { NameRequests } from '../name-requests/name-requests.ts';
import { createStudentCounts } from './student-counts.ts';
import { createStudentCountStore } from './student-counts.store.ts';
import type { StudentCounts, TodayResponse } from './today.contract.ts';

type Parts = {
  readonly portalDb: Database;
  readonly inTransaction: InTransaction;
  readonly clock: Clock;
  readonly log: Log;
  readonly nameRequests: Pick<NameRequests, 'countWaiting' | 'oldestWaiting'>;
  /** What the gates will do next. */
  readonly plan: {
    readonly outlook: () => { readonly next_change: { readonly at: string; readonly opens: boolean } | null };
  };
  readonly publicBaseUrl: () => string;
  /** The name beside it; null where nobody answers to one. */
  readonly nameUrl: () => string | null;
  readonly countPages: () => number;
};

export type Today = ReturnType<typeof createToday>;

/** How the day goes: what students did, who waits, where they come in. */
export function createToday({ portalDb, nameRequests, plan, publicBaseUrl, nameUrl, countPages, ...parts }: Parts) {
  const counts = createStudentCounts({ store: createStudentCountStore(portalDb), ...parts });

  function read(): TodayResponse {
    const hours = counts.today().map(({ hour, ...rest }) => ({ hour: Number(hour.slice(11)), ...rest }));
    const sum = (kind: keyof StudentCounts) => hours.reduce((total, { [kind]: count }) => total + count, 0);
    const url = publicBaseUrl();
    return {
      total: { looked_up: sum('looked_up'), downloaded: sum('downloaded'), failed: sum('failed') },
      hours,
      requests: { waiting: nameRequests.countWaiting(), oldest_at: nameRequests.oldestWaiting() },
      address: { url, name_url: nameUrl(), is_on_network: !/^(localhost|127\.|\[::1\])/.test(new URL(url).hostname) },
      open_pages: countPages(),
      next_change: plan.outlook().next_change,
    };
  }

  return { read, count: counts.count, close: counts.close };
}
