import { cancelJobEndpoint, jobsEndpoint, type JobState } from '../../../server/jobs/jobs.contract.ts';
import { useSend } from '../../api/use-ask.ts';
import { Button } from '../../ui/Button.tsx';
import { useText } from '../../ui/language.tsx';
import { ProblemText } from '../../ui/ProblemText.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { Status } from '../../ui/Status.tsx';
import styles from './JobsPill.module.css';

const tones = { done: 'ok', failed: 'bad', cancelled: 'plain' } as const;

export function JobLine({ job }: { readonly job: JobState }) {
  const t = useText();
  const { send, busy, problem } = useSend(cancelJobEndpoint, { refreshes: [jobsEndpoint.path] });
  const { id, kind, label, status, done, total } = job;
  return (
    <li className={styles.job}>
      <p>
        <b>{t(`panel.job.${kind}`)}</b>
        <span>{label}</span>
      </p>
      {status === 'running' ? (
        <>
          <Progress label={label} done={done} total={total} />
          <p>
            <span>{total === null ? done : `${done} / ${total}`}</span>
            <Button size="small" busy={busy} onClick={() => void send({ id })}>
              {t('panel.jobs.cancel')}
            </Button>
          </p>
        </>
      ) : (
        <Status tone={tones[status]}>{t(`panel.jobs.${status}`)}</Status>
      )}
      <ProblemText problem={problem} />
    </li>
  );
}
