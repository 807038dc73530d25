import { Link } from 'react-router';
import { healthEndpoint, type HealthCheck } from '../../../server/health/health.contract.ts';
import { useAsk } from '../../api/use-ask.ts';
import { Card, CardRow } from '../../ui/Card.tsx';
import { useText } from '../../ui/language.tsx';
import { Status } from '../../ui/Status.tsx';

const everyMs = 60_000;
/** What staff ask after first; the rest is a click away. */
const shown: readonly HealthCheck['id'][] = ['database', 'audit', 'template', 'disk'];

/** Whether the center is fit, at a glance. */
export function HealthCard() {
  const t = useText();
  const { body } = useAsk(healthEndpoint, {}, { everyMs });
  const checks = shown.flatMap((id) => body?.checks.find((check) => check.id === id) ?? []);
  if (checks.length === 0) return null;
  return (
    <Card title={t('panel.page.health')} side={<Link to="/health">{t('panel.today.all-checks')}</Link>} isRows>
      {checks.map(({ id, level }) => (
        <CardRow key={id} title={t(`panel.health.${id}`)}>
          <Status tone={level}>{t(`panel.health.level.${level}`)}</Status>
        </CardRow>
      ))}
    </Card>
  );
}
