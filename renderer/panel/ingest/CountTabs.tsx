import type { IngestReport } from '../../../server/ingest/ingest.contract.ts';
import type { LineKind } from '../../../server/ingest/imports.contract.ts';
import { useLanguage } from '../../ui/language.tsx';
import styles from './CountTabs.module.css';

type Props = {
  readonly report: Pick<IngestReport, 'counts' | 'findings'>;
  readonly kind: LineKind;
  readonly onKind: (kind: LineKind) => void;
};

/** The counts are the filter. Rows that stay the same are counted and have nothing to show. */
export function CountTabs({ report: { counts, findings }, kind, onKind }: Props) {
  const { t, locale } = useLanguage();
  const doubts = findings.filter(({ level, examples }) => level !== 'info' && examples.length > 0);
  const warned = doubts.reduce((sum, { count }) => sum + count, 0);
  const tab = (one: LineKind, count: number) => (
    <button type="button" aria-pressed={one === kind} onClick={() => onKind(one)}>
      <b>{count.toLocaleString(locale)}</b>
      <span>{t(`panel.import.kind.${one}`)}</span>
    </button>
  );
  return (
    <div className={styles.tabs} role="group" aria-label={t('panel.import.kinds')}>
      {tab('added', counts.added)}
      {tab('changed', counts.changed)}
      <div className={styles.same}>
        <b>{counts.same.toLocaleString(locale)}</b>
        <span>{t('panel.import.kind.same')}</span>
      </div>
      {tab('rejected', counts.rejected)}
      {tab('warned', warned)}
    </div>
  );
}
