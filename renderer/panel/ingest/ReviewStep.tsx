import { Download } from 'lucide-react';
import { useState } from 'react';
import type { IngestReport } from '../../../server/ingest/ingest.contract.ts';
import { type ImportState, type LineKind, rejectedRowsEndpoint } from '../../../server/ingest/imports.contract.ts';
import { useSaveFile } from '../../api/use-save-file.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { useLanguage } from '../../ui/language.tsx';
import { ProblemText } from '../../ui/ProblemText.tsx';
import { CountTabs } from './CountTabs.tsx';
import { importProblem } from './import-problem.ts';
import styles from './ImportPage.module.css';
import { LineTable } from './LineTable.tsx';
import type { ImportFace } from './use-import.ts';

type Props = { readonly list: ImportState; readonly report: IngestReport; readonly face: ImportFace };

/** Everything the list would do, one kind at a time; ticks say what is done. The primary button names the number. */
export function ReviewStep({ list, report, face }: Props) {
  const { t, isText } = useLanguage();
  const { counts } = report;
  const [kind, setKind] = useState<LineKind>(firstKind(counts));
  const rejected = useSaveFile(rejectedRowsEndpoint);
  const total = list.chosen.added + list.chosen.changed;
  const failed = list.job?.status === 'failed' ? list.job : null;
  return (
    <>
      {list.job?.status === 'cancelled' && <Banner tone="info" title={t('panel.import.cancelled')} />}
      {failed && <Banner tone="bad" title={importProblem(failed, t, isText)} />}
      <CountTabs report={report} kind={kind} onKind={setKind} />
      <LineTable key={kind} list={list} kind={kind} report={report} tick={face.tick} />
      <ProblemText problem={face.commit.problem ?? rejected.problem} />
      <div className={styles.foot}>
        <span className={styles.quiet}>{t('panel.import.undo.hint')}</span>
        <div className={styles.footActions}>
          <Button size="medium" onClick={() => face.open(list.id)}>
            {t('panel.import.to-columns')}
          </Button>
          {counts.rejected > 0 && (
            <Button
              size="medium"
              icon={<Download aria-hidden />}
              busy={rejected.busy}
              onClick={() => void rejected.save({ id: list.id })}
            >
              {t('panel.import.save-rejected', { count: counts.rejected })}
            </Button>
          )}
          <Button
            size="medium"
            kind="primary"
            disabled={total === 0}
            busy={face.commit.busy}
            onClick={() => void face.commit.send({ id: list.id })}
          >
            {total === 0 ? t('panel.import.nothing') : t('panel.import.write', { count: total })}
          </Button>
        </div>
      </div>
    </>
  );
}

/** What a person should look at first. */
function firstKind({ added, changed, rejected }: IngestReport['counts']): LineKind {
  if (changed > 0) return 'changed';
  if (added > 0) return 'added';
  return rejected > 0 ? 'rejected' : 'warned';
}
