import type { Counts } from '../../../server/ingest/ingest.contract.ts';
import type { LineKind } from '../../../server/ingest/imports.contract.ts';
import { useLanguage } from '../../ui/language.tsx';
import styles from './CountTabs.module.css';

type Props = {
  readonly counts: Counts;
  readonly kind: LineKind;
  readonly onKind: (kind: LineKind) => void;
};

const kinds = ['added', 'changed', 'rejected', 'warned'] as const;

/** The counts are the filter. Rows that stay the same are counted and have nothing to show. */
export function CountTabs({ counts, kind, onKind }: Props) {
  const { t, locale } = useLanguage();
  const show = (count: number) => count.toLocaleString(locale);
  return (
    <div className={styles.tabs} role="group" aria-label={t('panel.import.kinds')}>
      {kinds.map((one) => (
        <button key={one} type="button" aria-pressed={one === kind} onClick={() => onKind(one)}>
          {one !== 'warned' && <b>{show(counts[one])}</b>}
          <span>{t(`panel.import.kind.${one}`)}</span>
        </button>
      ))}
      <div className={styles.same}>
        <b>{show(counts.same)}</b>
        <span>{t('panel.import.kind.same')}</span>
      </div>
    </div>
  );
}
