import { ArrowUp } from 'lucide-react';
import { useRef } from 'react';
import { Button } from '../../ui/Button.tsx';
import { useLanguage } from '../../ui/language.tsx';
import { Table } from '../../ui/Table.tsx';
import { useWidth } from '../../ui/use-width.ts';
import { auditColumns } from './audit-columns.tsx';
import styles from './AuditPage.module.css';
import { type LogFilter, useLog } from './use-log.ts';

type Props = {
  readonly filter: LogFilter;
  /** More than today is listed. */
  readonly hasDays: boolean;
  readonly openSeq: number | null;
  readonly onOpen: (seq: number) => void;
};

/** How far from the end of what is here the next page is fetched. */
const aheadRows = 30;
/** The server counts no further. */
const countMax = 10_000;

export function LogTable({ filter, hasDays, openSeq, onOpen }: Props) {
  const language = useLanguage();
  const { t, locale } = language;
  const { rows, total, problem, retry, hasNews, showNews, fetchOlder } = useLog(filter);
  const foot = useRef<HTMLDivElement>(null);
  const width = useWidth(foot);
  const shown = rows?.length ?? 0;
  return (
    <>
      <Table
        label={t('panel.page.audit')}
        columns={auditColumns({ language, hasDays, width })}
        rows={rows}
        keyOf={({ seq }) => String(seq)}
        problem={problem}
        onRetry={retry}
        empty={t('panel.audit.empty')}
        openKey={openSeq === null ? null : String(openSeq)}
        onOpen={({ seq }) => onOpen(seq)}
        onSeen={(_first, last) => {
          if (last >= shown - aheadRows) fetchOlder();
        }}
        fills
      />
      <div className={styles.foot} ref={foot}>
        <span>
          {t(total > countMax ? 'panel.audit.count.many' : 'panel.audit.count', {
            shown: shown.toLocaleString(locale),
            total: Math.min(total, countMax).toLocaleString(locale),
          })}
        </span>
        {hasNews && (
          <Button size="small" icon={<ArrowUp aria-hidden />} onClick={showNews}>
            {t('panel.audit.news')}
          </Button>
        )}
      </div>
    </>
  );
}
