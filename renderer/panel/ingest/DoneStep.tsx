import { Undo2 } from 'lucide-react';
import { useState } from 'react';
import { type ImportBatch, importBatchesEndpoint, type ImportState } from '../../../server/ingest/imports.contract.ts';
import { usePanelEvent } from '../../api/panel-events.tsx';
import { useAsk } from '../../api/use-ask.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { useText } from '../../ui/language.tsx';
import styles from './ImportPage.module.css';
import { UndoDialog } from './UndoDialog.tsx';
import type { ImportFace } from './use-import.ts';

type Props = { readonly list: ImportState; readonly face: Pick<ImportFace, 'open'> };

const nothing = { added: 0, changed: 0, rejected: 0 };

/** Written: what it came to, and the way back. */
export function DoneStep({ list, face }: Props) {
  const t = useText();
  const [undoing, setUndoing] = useState<ImportBatch | null>(null);
  const { body, retry } = useAsk(importBatchesEndpoint, {});
  usePanelEvent('students', retry);
  const batch = body?.batches.find(({ id }) => id === list.batch);
  const isUndone = batch !== undefined && batch.undone_at !== null;
  return (
    <>
      <Banner
        tone={isUndone ? 'info' : 'ok'}
        title={t('panel.import.done', countsOf(list))}
        actions={
          batch?.can_undo && (
            <Button size="small" icon={<Undo2 aria-hidden />} onClick={() => setUndoing(batch)}>
              {t('panel.import.undo.this')}
            </Button>
          )
        }
      >
        {t(isUndone ? 'panel.import.done.undone' : 'panel.import.done.text')}
      </Banner>
      {list.backed_up === 'failed' && <NoBackup />}
      <div className={styles.actions}>
        <Button size="medium" kind="primary" onClick={() => face.open(null)}>
          {t('panel.import.next-file')}
        </Button>
      </div>
      {undoing && <UndoDialog batch={undoing} onClose={() => setUndoing(null)} />}
    </>
  );
}

function countsOf({ report }: ImportState) {
  const { added, changed, rejected } = report?.counts ?? nothing;
  return { added, changed, rejected };
}

function NoBackup() {
  const t = useText();
  return (
    <Banner tone="warn" title={t('panel.import.backup.failed')}>
      {t('panel.import.backup.failed.text')}
    </Banner>
  );
}
