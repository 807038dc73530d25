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
  const { t } = useLanguage();
  const { body } = face.state;
  const job = body?.job;
  return (
    <div className={styles.notices}>
      <ProblemText problem={face.make.problem ?? face.copy.problem} />
      {body && body.key === null && (
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
      )}
      {job?.status === 'running' && <Running job={job} cancel={face.cancel} />}
      {job?.status === 'failed' && <Failed job={job} />}
      {body && job?.status !== 'running' && <RehearsalNotice state={body} onRehearse={onRehearse} />}
    </div>
  );
}

function Running({ job, cancel }: { readonly job: JobState; readonly cancel: BackupsFace['cancel'] }) {
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
