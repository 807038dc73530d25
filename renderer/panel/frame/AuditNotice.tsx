import { Link, useLocation } from 'react-router';
import { auditVerdictEndpoint } from '../../../server/audit/audit.contract.ts';
import { usePanelEvent } from '../../api/panel-events.tsx';
import { useSignedIn } from '../../api/session.tsx';
import { useAsk } from '../../api/use-ask.ts';
import { Banner } from '../../ui/Banner.tsx';
import { useText } from '../../ui/language.tsx';

const askMs = 60_000;

/** The log is broken, or a record was changed outside: super-admins learn of it wherever they are. */
export function AuditNotice() {
  const t = useText();
  const { role } = useSignedIn();
  const { pathname } = useLocation();
  const { body, retry } = useAsk(auditVerdictEndpoint, {}, { enabled: role === 'super-admin', everyMs: askMs });
  usePanelEvent('audit', () => {
    if (role === 'super-admin') retry();
  });
  const isWrong = body?.state === 'broken' || (body?.outside.total ?? 0) > 0;
  // The log's own page says it in full.
  if (!isWrong || pathname === '/audit') return null;
  return (
    <Banner
      tone="bad"
      title={t('panel.health.audit.bad')}
      actions={<Link to="/audit">{t('panel.notice.audit.open')}</Link>}
    />
  );
}
