import { FileText, RefreshCw } from 'lucide-react';
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
import { GlyphCheck } from './GlyphCheck.tsx';
import { isAtLeast } from '../is-at-least.ts';
import styles from './HealthPage.module.css';

const everyMs = 60_000;

/** Is the center fit? One row a check, worst first, each with what to do. */
export function HealthPage() {
  const t = useText();
  const { role } = useSignedIn();
  const { body, problem, isAsking, retry } = useAsk(healthEndpoint, {}, { everyMs });
  const worst = body?.checks.find(({ level }) => level !== 'ok');
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
      {worst && (
        <Banner tone={worst.level === 'bad' ? 'bad' : 'warn'} title={t(`panel.health.${worst.id}`)}>
          <p>{t(`panel.health.${worst.id}.fix`)}</p>
        </Banner>
      )}
      {body ? (
        <Card isRows>
          {body.checks.map((check) => (
            <CheckRow key={check.id} check={check} />
          ))}
        </Card>
      ) : (
        !problem && <Skeleton lines={6} />
      )}
      <GlyphCheck />
      {isAtLeast(role, 'admin') && <Diagnostics />}
    </Page>
  );
}

/** Who helps from afar needs to know how things stand, and nobody's data. */
function Diagnostics() {
  const t = useText();
  const { save, busy, problem } = useSaveFile(diagnosticsEndpoint);
  return (
    <section className={styles.more}>
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

function CheckRow({ check: { id, level, facts } }: { readonly check: HealthCheck }) {
  const t = useText();
  return (
    <CardRow title={t(`panel.health.${id}`)} text={t(`panel.health.${id}.${level}`, facts)}>
      <Status tone={level}>{t(`panel.health.level.${level}`)}</Status>
    </CardRow>
  );
}
