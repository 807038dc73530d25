import { FileText, RefreshCw } from 'lucide-react';
import { Link } from 'react-router';
import { diagnosticsEndpoint, healthEndpoint, type HealthCheck } from '../../../server/health/health.contract.ts';
import { useSignedIn } from '../../api/session.tsx';
import { useAsk } from '../../api/use-ask.ts';
import { useSaveFile } from '../../api/use-save-file.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Card, CardRow } from '../../ui/Card.tsx';
import { useText } from '../../ui/language.tsx';
import { ProblemText } from '../../ui/ProblemText.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Status } from '../../ui/Status.tsx';
import { Page } from '../frame/Page.tsx';
import { usePageLink } from '../frame/use-page-link.ts';
import { isAtLeast } from '../is-at-least.ts';
import { GlyphCheck } from './GlyphCheck.tsx';
import styles from './HealthPage.module.css';

const everyMs = 60_000;

/** Is the center fit? One row a check, worst first, each with what to do. */
export function HealthPage() {
  const t = useText();
  const { role } = useSignedIn();
  const { body, problem, isAsking, retry } = useAsk(healthEndpoint, {}, { everyMs });
  return (
    <Page
      title={t('panel.page.health')}
      line={body && t('panel.health.up', { hours: Math.floor(body.up_minutes / 60), minutes: body.up_minutes % 60 })}
      actions={
        <Button size="medium" icon={<RefreshCw aria-hidden />} busy={isAsking} onClick={retry}>
          {t('panel.health.again')}
        </Button>
      }
    >
      <ProblemText problem={problem} />
      {body && <WorstBanner checks={body.checks} />}
      {body ? (
        <Card isRows>
          {body.checks.map((check) => (
            <CheckRow key={check.id} check={check} />
          ))}
        </Card>
      ) : (
        !problem && <Skeleton lines={6} />
      )}
      <div className={styles.more}>
        <GlyphCheck />
        {isAtLeast(role, 'admin') && <Diagnostics />}
      </div>
    </Page>
  );
}

/** Who helps from afar needs to know how things stand, and nobody's data. */
function Diagnostics() {
  const t = useText();
  const { save, busy, problem } = useSaveFile(diagnosticsEndpoint);
  return (
    <section className={styles.part}>
      <Card isRows>
        <CardRow title={t('panel.health.diagnostics')} text={t('panel.health.diagnostics.hint')}>
          <Button size="small" icon={<FileText aria-hidden />} busy={busy} onClick={() => void save({})}>
            {t('panel.health.diagnostics.save')}
          </Button>
        </CardRow>
      </Card>
      <ProblemText problem={problem} />
    </section>
  );
}

/** How many things want doing, and the first of them. */
function WorstBanner({ checks }: { readonly checks: readonly HealthCheck[] }) {
  const t = useText();
  const wrong = checks.filter(({ level }) => level !== 'ok');
  const [worst] = wrong;
  if (!worst) return null;
  const { id, level, facts } = worst;
  return (
    <div className={styles.worst}>
      <Banner
        tone={level === 'bad' ? 'bad' : 'warn'}
        title={t('panel.health.todo', { count: wrong.length, first: t(`panel.health.${id}`) })}
        actions={<CheckPage id={id} />}
      >
        <p>{t(`panel.health.${id}.${level}`, facts)}</p>
      </Banner>
    </div>
  );
}

function CheckRow({ check: { id, level, facts } }: { readonly check: HealthCheck }) {
  const t = useText();
  const said = t(`panel.health.${id}.${level}`, facts);
  const text =
    level === 'ok' ? (
      said
    ) : (
      <>
        {said} <span className={styles.fix}>{t(`panel.health.${id}.fix`)}</span>
      </>
    );
  return (
    <CardRow title={t(`panel.health.${id}`)} text={text}>
      {level !== 'ok' && <CheckPage id={id} />}
      <Status tone={level}>{t(`panel.health.level.${level}`)}</Status>
    </CardRow>
  );
}

const pageOf: Partial<Readonly<Record<HealthCheck['id'], 'audit' | 'lan' | 'backup'>>> = {
  address: 'lan',
  audit: 'audit',
  backup: 'backup',
};

/** Where it is mended, if on a page this user may see. */
function CheckPage({ id }: Pick<HealthCheck, 'id'>) {
  const t = useText();
  const page = pageOf[id];
  const to = usePageLink(page ?? '');
  if (page === undefined || to === null) return null;
  return <Link to={to}>{t(`panel.page.${page}`)}</Link>;
}
