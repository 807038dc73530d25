import { Undo2 } from 'lucide-react';
import { useState } from 'react';
import { type ImportBatch, importBatchesEndpoint } from '../../../server/ingest/imports.contract.ts';
import type { Translate } from '../../../server/i18n/translate.ts';
import { usePanelEvent } from '../../api/panel-events.tsx';
import { useAsk } from '../../api/use-ask.ts';
import { Button } from '../../ui/Button.tsx';
import { useText } from '../../ui/language.tsx';
import { Moment } from '../../ui/Moment.tsx';
import { Table } from '../../ui/Table.tsx';
import type { Column } from '../../ui/table-columns.ts';
import { usePanel } from '../frame/panel-context.ts';
import styles from './ImportPage.module.css';
import { UndoDialog } from './UndoDialog.tsx';

/** What was written, newest first, each with the way back while there is one. */
export function BatchList() {
  const t = useText();
  const { rounds } = usePanel().portal;
  const { body, problem, retry } = useAsk(importBatchesEndpoint, {});
  usePanelEvent('students', retry);
  const [undoing, setUndoing] = useState<ImportBatch | null>(null);
  const roundOf = (id: string) => rounds.find((round) => round.id === id)?.label ?? id;
  return (
    <section className={styles.section}>
      <h2>{t('panel.import.batches')}</h2>
      <Table
        label={t('panel.import.batches')}
        columns={columnsOf(t, roundOf, setUndoing)}
        rows={body?.batches}
        keyOf={({ id }) => String(id)}
        problem={problem}
        onRetry={retry}
        empty={t('panel.import.batches.empty')}
      />
      {undoing && <UndoDialog batch={undoing} onClose={() => setUndoing(null)} />}
    </section>
  );
}

function columnsOf(
  t: Translate,
  roundOf: (id: string) => string,
  onUndo: (batch: ImportBatch) => void,
): readonly Column<ImportBatch>[] {
  return [
    { id: 'file', title: t('panel.import.batch.file'), isRowName: true, cell: ({ file_name: file }) => file },
    { id: 'round', title: t('panel.import.batch.round'), cell: ({ round_id: id }) => roundOf(id) },
    { id: 'at', title: t('panel.import.batch.at'), cell: ({ committed_at: at }) => <Moment at={at} /> },
    {
      id: 'who',
      title: t('panel.import.batch.who'),
      cell: ({ user_email: email }) => email ?? t('panel.import.batch.shell'),
    },
    {
      id: 'what',
      title: t('panel.import.batch.what'),
      cell: ({ added, changed }) => t('panel.import.batch.counts', { added, changed }),
    },
    {
      id: 'undo',
      title: t('panel.import.undo'),
      hidesTitle: true,
      align: 'end',
      cell: (batch) =>
        batch.can_undo ? (
          <Button size="small" icon={<Undo2 aria-hidden />} onClick={() => onUndo(batch)}>
            {t('panel.import.undo')}
          </Button>
        ) : (
          <span className={styles.quiet}>
            {t(batch.undone_at === null ? 'panel.import.undo.over' : 'panel.import.undone')}
          </span>
        ),
    },
  ];
}
