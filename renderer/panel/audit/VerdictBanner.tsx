import { auditVerdictEndpoint, type AuditVerdict } from '../../../server/audit/audit.contract.ts';
import { useAsk, useSend } from '../../api/use-ask.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { useLanguage, useText } from '../../ui/language.tsx';
import { ProblemText } from '../../ui/ProblemText.tsx';
import { showMoment } from '../../ui/show-moment.ts';
import { AcceptDigests } from './AcceptDigests.tsx';
import styles from './AuditPage.module.css';

type Props = {
  readonly onOpenEntry: (seq: number) => void;
  readonly onOpenOutside: () => void;
};

/** Is the log what was written? Where it is not: from which entry on, and what to do. */
export function VerdictBanner({ onOpenEntry, onOpenOutside }: Props) {
  const t = useText();
  const { body: verdict, problem } = useAsk(auditVerdictEndpoint, {});
  const { send, busy, problem: refused } = useSend(auditVerdictEndpoint, { refreshes: [auditVerdictEndpoint.path] });
  if (problem) return <ProblemText problem={problem} />;
  if (!verdict) return <div className={styles.noVerdict} aria-busy />;
  const again = (
    <Button size="small" busy={busy || verdict.is_checking} onClick={() => void send({ check: true })}>
      {t('panel.audit.check')}
    </Button>
  );
  return (
    <div className={styles.verdict}>
      <ProblemText problem={refused} />
      <LogVerdict verdict={verdict} again={again} onOpenEntry={onOpenEntry} />
      {verdict.outside.total > 0 && (
        <Banner
          tone="bad"
          title={t('panel.audit.outside.title', { count: verdict.outside.total })}
          actions={
            <Button size="small" onClick={onOpenOutside}>
              {t('panel.audit.outside.open')}
            </Button>
          }
        >
          {t('panel.audit.outside.text')}
        </Banner>
      )}
    </div>
  );
}

type LogProps = {
  readonly verdict: AuditVerdict;
  readonly again: React.ReactNode;
  readonly onOpenEntry: (seq: number) => void;
};

function LogVerdict({ verdict, again, onOpenEntry }: LogProps) {
  const { t, locale } = useLanguage();
  const { state, size, fault, fault_entry: entry, checked_at: checkedAt, checkpoint } = verdict;
  if (fault) {
    return (
      <Banner
        tone="bad"
        title={t('panel.audit.broken.title', { seq: fault.seq })}
        actions={
          <>
            {entry && (
              <Button size="small" onClick={() => onOpenEntry(entry.seq)}>
                {t('panel.audit.broken.open')}
              </Button>
            )}
            {fault.kind === 'digests' && <AcceptDigests />}
            {again}
          </>
        }
      >
        <p>{t(`panel.audit.broken.${fault.kind}`, { seq: fault.seq })}</p>
        <p>{t('panel.audit.broken.next')}</p>
      </Banner>
    );
  }
  if (state === 'unchecked' || checkedAt === null) {
    return (
      <Banner tone="info" title={t('panel.audit.unchecked.title')} actions={again}>
        {t('panel.audit.unchecked.text')}
      </Banner>
    );
  }
  const when = (at: string) => showMoment(new Date(at), new Date(), locale).full;
  return (
    <Banner tone="ok" title={t('panel.audit.whole.title')} actions={again}>
      <p>
        {t(verdict.checked_rows < size ? 'panel.audit.whole.tail' : 'panel.audit.whole.text', {
          rows: verdict.checked_rows.toLocaleString(locale),
          count: size.toLocaleString(locale),
          at: when(checkedAt),
        })}
      </p>
      {checkpoint && (
        <p>
          {t('panel.audit.whole.signed', { count: checkpoint.size.toLocaleString(locale), at: when(checkpoint.at) })}
        </p>
      )}
    </Banner>
  );
}
