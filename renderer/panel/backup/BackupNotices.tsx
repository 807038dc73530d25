import type { JobState } from '../../../server/jobs/jobs.contract.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { useLanguage } from '../../ui/language.tsx';
import { problemFacts, problemText } from '../../ui/problem.ts';
import { ProblemText } from '../../ui/ProblemText.tsx';
import { Progress } from '../../ui/Progress.tsx';
import styles from './BackupPage.module.css';
import { RehearsalNotice } from './RehearsalNotice.tsx';
import type { BackupsFace } from './use-backups.ts';

type Props = { readonly face: BackupsFace; readonly onKey: () => void; readonly onRehearse: () => void };

/** What the page is about at the moment: a missing key, what runs, how the last one ended. */
export function BackupNotices({ face, onKey, onRehearse }: Props) {
  const { body } = face.state;
  const job = body?.job;
  return (
    <div className={styles.notices}>
      <ProblemText problem={face.make.problem ?? face.copy.problem} />
      {body && body.key === null && <NoKey onKey={onKey} />}
      {job && <OfJob job={job} cancel={face.cancel} />}
      {body && job?.status !== 'running' && <RehearsalNotice state={body} onRehearse={onRehearse} />}
    </div>
  );
}

function NoKey({ onKey }: Pick<Props, 'onKey'>) {
  const { t } = useLanguage();
  return (
    <Banner
      tone="warn"
      title={t('panel.backup.no-key')}
      actions={
        <Button size="small" onClick={onKey}>
          {t('panel.backup.make-key')}
        </Button>
      }
    >
      <p>{t('panel.backup.no-key.text')}</p>
    </Banner>
  );
}

type JobProps = { readonly job: JobState; readonly cancel: BackupsFace['cancel'] };

function OfJob({ job, cancel }: JobProps) {
  if (job.status === 'running') return <Running job={job} cancel={cancel} />;
  return job.status === 'failed' ? <Failed job={job} /> : null;
}

function Running({ job, cancel }: JobProps) {
  const { t } = useLanguage();
  const title = t(`panel.job.${job.kind}`);
  return (
    <Banner
      tone="info"
      title={title}
      actions={
        <Button size="small" busy={cancel.busy} onClick={() => void cancel.send({ id: job.id })}>
          {t('ui.cancel')}
        </Button>
      }
    >
      <Progress label={title} done={job.done} total={job.total} />
    </Banner>
  );
}

function Failed({ job: { kind, problem } }: { readonly job: JobState }) {
  const { t, isText } = useLanguage();
  const told = { status: 500, code: problem?.code ?? 'internal', facts: problem?.facts ?? {} };
  return (
    <Banner tone="bad" title={t('panel.backup.failed', { what: t(`panel.job.${kind}`) })}>
      <p>{t(problemText(told, isText), problemFacts(told))}</p>
    </Banner>
  );
}
