import { useQueryClient } from '@tanstack/react-query';
import { jobsEndpoint, type JobState } from '../../../server/jobs/jobs.contract.ts';
import { usePanelEvent } from '../../api/panel-events.tsx';
import { useAsk } from '../../api/use-ask.ts';
import { useText } from '../../ui/language.tsx';
import { Popover } from '../../ui/Popover.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import { JobLine } from './JobLine.tsx';
import styles from './JobsPill.module.css';

/** Where too many pages listen to hear of it at once. */
const askMs = 60_000;

/** Long work goes on whichever page is open; here is how far it is. Nothing stands here while nothing runs. */
export function JobsPill() {
  const t = useText();
  const queries = useQueryClient();
  const { body } = useAsk(jobsEndpoint, {}, { everyMs: askMs });
  usePanelEvent('jobs', () => void queries.invalidateQueries({ queryKey: [jobsEndpoint.path] }));
  const jobs = body?.jobs ?? [];
  const [first, ...more] = jobs.filter(({ status }) => status === 'running');
  if (!first) return null;
  return (
    <Popover
      title={t('panel.jobs.title')}
      trigger={
        <button type="button" className={styles.pill}>
          <Spinner />
          <span>{more.length > 0 ? t('panel.jobs.count', { count: more.length + 1 }) : summaryOf(first)}</span>
        </button>
      }
    >
      <ul className={styles.list}>
        {jobs.map((job) => (
          <JobLine key={job.id} job={job} />
        ))}
      </ul>
    </Popover>
  );
}

/** "list.xlsx 120 / 248" */
function summaryOf({ label, done, total }: JobState): string {
  return total === null ? label : `${label} ${done} / ${total}`;
}
