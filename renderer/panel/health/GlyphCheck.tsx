import { useNavigate } from 'react-router';
import type { GlyphReport } from '../../../server/health/health.contract.ts';
import { useSignedIn } from '../../api/session.tsx';
import { Button } from '../../ui/Button.tsx';
import { Card, CardRow } from '../../ui/Card.tsx';
import { useLanguage } from '../../ui/language.tsx';
import { problemFacts, problemText } from '../../ui/problem.ts';
import { ProblemText } from '../../ui/ProblemText.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { showMoment } from '../../ui/show-moment.ts';
import { Status } from '../../ui/Status.tsx';
import { Table } from '../../ui/Table.tsx';
import { usePanel } from '../frame/panel-context.ts';
import { isAtLeast } from '../is-at-least.ts';
import { glyphColumns } from './glyph-columns.tsx';
import styles from './HealthPage.module.css';
import { useGlyphCheck } from './use-glyph-check.ts';

/** Looks at every row for characters that no certificate can show; the rows found lead to their records. */
export function GlyphCheck() {
  const { t } = useLanguage();
  const { role } = useSignedIn();
  const face = useGlyphCheck();
  const { job, report, start } = face;
  if (!face.isKnown) return <ProblemText problem={face.problem} />;
  const isRunning = job?.status === 'running';
  return (
    <section className={styles.part}>
      <Card isRows>
        <CardRow title={t('panel.health.glyphs')} text={<Said face={face} />}>
          {report && !isRunning && <Level isBad={report.count > 0} />}
          {!isRunning && isAtLeast(role, 'admin') && (
            <Button size="small" busy={start.busy} onClick={() => void start.send({})}>
              {t('panel.health.glyphs.start')}
            </Button>
          )}
        </CardRow>
        {isRunning && <Running face={face} />}
      </Card>
      <ProblemText problem={start.problem} />
      {report && report.count > 0 && <FoundRows report={report} />}
    </section>
  );
}

function Level({ isBad }: { readonly isBad: boolean }) {
  const { t } = useLanguage();
  return <Status tone={isBad ? 'bad' : 'ok'}>{t(isBad ? 'panel.health.level.bad' : 'panel.health.level.ok')}</Status>;
}

type Face = { readonly face: ReturnType<typeof useGlyphCheck> };

function Said({ face: { job, report } }: Face) {
  const { t, isText, locale } = useLanguage();
  if (job?.status === 'failed') {
    const told = { status: 500, code: job.problem?.code ?? 'internal', facts: job.problem?.facts ?? {} };
    return t(problemText(told, isText), problemFacts(told));
  }
  if (!report) return t('panel.health.glyphs.never');
  const facts = {
    at: showMoment(new Date(report.at), new Date(), locale).short,
    checked: report.checked.toLocaleString(locale),
    count: report.count.toLocaleString(locale),
  };
  return t(report.count > 0 ? 'panel.health.glyphs.found' : 'panel.health.glyphs.none', facts);
}

function Running({ face: { job, cancel } }: Face) {
  const { t } = useLanguage();
  const { id = '', done = 0, total = null } = job ?? {};
  return (
    <div className={styles.running} role="status">
      <p>{t('panel.health.glyphs.running', { done })}</p>
      <Progress label={t('panel.health.glyphs')} done={done} total={total} />
      <Button size="small" busy={cancel.busy} onClick={() => void cancel.send({ id })}>
        {t('panel.jobs.cancel')}
      </Button>
    </div>
  );
}

function FoundRows({ report: { rows } }: { readonly report: GlyphReport }) {
  const { t, isText } = useLanguage();
  const { portal } = usePanel();
  const go = useNavigate();
  const label = (id: string) => portal.rounds.find((round) => round.id === id)?.label ?? id;
  return (
    <>
      <p className={styles.advice}>{t('panel.health.glyphs.fix')}</p>
      <Table
        label={t('panel.health.glyphs')}
        columns={glyphColumns({ t, isText, roundLabel: label })}
        rows={rows}
        keyOf={({ round_id: round, sbd, field, character }) => `${round} ${sbd} ${field} ${character}`}
        onOpen={({ round_id: round, sbd }) => void go(`/students?${new URLSearchParams({ open: sbd, in: round })}`)}
        empty={null}
      />
    </>
  );
}
