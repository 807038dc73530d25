import type { QrPayload } from '../../server/values/qr-payload.ts';
import type { PortalInfo } from '../../server/portal/portal.contract.ts';
import { useLanguage } from '../ui/language.tsx';
import { showDate } from './show-time.ts';
import styles from './Verdict.module.css';

type Props = { readonly payload: QrPayload; readonly portal: PortalInfo };

/** What the code says, in the center's own labels where it knows them. Always text, never a link or markup. */
export function Details({ payload, portal }: Props) {
  const { locale, t } = useLanguage();
  // The codes of another center mean something else than ours.
  const isOurs = payload.project_slug === portal.slug;
  const round = isOurs ? portal.rounds.find(({ id }) => id === payload.round_id) : undefined;
  const subject = isOurs ? portal.subjects.find(({ code }) => code === payload.subject_code) : undefined;
  const rows = [
    [t('checker.details.round'), round?.label ?? payload.round_id],
    [t('checker.details.subject'), subject?.[locale] ?? payload.subject_code],
    [t('checker.details.result'), payload.result],
    [t('checker.details.sbd'), payload.sbd],
    [t('checker.details.issued'), showDate(new Date(payload.issued_at * 1000))],
  ] as const;
  return (
    <dl className={styles.details}>
      {rows.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value.normalize('NFC')}</dd>
        </div>
      ))}
    </dl>
  );
}
