import { Link } from 'react-router';
import { Card, CardRow } from '../../ui/Card.tsx';
import { useText } from '../../ui/language.tsx';
import { Status } from '../../ui/Status.tsx';
import { usePanel } from '../frame/panel-context.ts';
import { usePageLink } from '../frame/use-page-link.ts';

/** Whether students can come in now. */
export function GatesCard() {
  const t = useText();
  const to = usePageLink('gates');
  const { lookup_enabled: isLookupOpen, download_enabled: isDownloadOpen } = usePanel().portal.gates;
  return (
    <Card title={t('panel.page.gates')} side={to !== null && <Link to={to}>{t('panel.today.plan')}</Link>} isRows>
      <CardRow title={t('panel.gates.lookup')}>
        <Status tone={isLookupOpen ? 'ok' : 'warn'}>
          {t(isLookupOpen ? 'panel.today.open' : 'panel.today.closed')}
        </Status>
      </CardRow>
      <CardRow title={t('panel.gates.download')}>
        <Status tone={isDownloadOpen ? 'ok' : 'warn'}>
          {t(isDownloadOpen ? 'panel.today.open' : 'panel.today.closed')}
        </Status>
      </CardRow>
    </Card>
  );
}
