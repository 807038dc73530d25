import { sessionEndpoint, type StaffNotice } from '../../../server/auth/auth.contract.ts';
import { useAsk } from '../../api/use-ask.ts';
import { Banner } from '../../ui/Banner.tsx';
import { useLanguage, useText } from '../../ui/language.tsx';
import { showMoment } from '../../ui/show-moment.ts';
import { AuditNotice } from './AuditNotice.tsx';
import { ClockNotice } from './ClockNotice.tsx';
import styles from './Layout.module.css';

const askMs = 60_000;

/** What staff must know at once, above every page. */
export function Notices() {
  const t = useText();
  const { body } = useAsk(sessionEndpoint, {}, { everyMs: askMs });
  const notices = body?.notices ?? [];
  return (
    <section className={styles.notices} aria-label={t('panel.notices')}>
      <AuditNotice />
      <ClockNotice />
      {notices.map((notice) => (
        <Notice key={`${notice.kind} ${notice.at} ${notice.email ?? ''}`} notice={notice} />
      ))}
    </section>
  );
}

function Notice({ notice: { kind, at, email, reason } }: { readonly notice: StaffNotice }) {
  const { t, isText, locale } = useLanguage();
  const moment = showMoment(new Date(at), new Date(), locale).full;
  if (kind === 'rescue') {
    return (
      <Banner tone="warn" title={t('panel.notice.rescue', { email: email ?? '' })}>
        {t('panel.notice.rescue.text', { moment })}
      </Banner>
    );
  }
  const why = `panel.notice.mail.${reason ?? ''}`;
  return (
    <Banner tone="warn" title={t('panel.notice.mail')}>
      {t(isText(why) ? why : 'panel.notice.mail.unreachable', { moment })}
    </Banner>
  );
}
