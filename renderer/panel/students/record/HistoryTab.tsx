import { useState } from 'react';
import type { RecordChange, StudentRecord } from '../../../../server/students/students.contract.ts';
import { useText } from '../../../ui/language.tsx';
import { ChangeItem } from './ChangeItem.tsx';
import styles from './Record.module.css';
import { UndoDialog } from './UndoDialog.tsx';

/** Who changed what, when and why, newest first; each change can be taken back while nothing later stands on it. */
export function HistoryTab({ record }: { readonly record: StudentRecord }) {
  const t = useText();
  const [undone, setUndone] = useState<RecordChange | null>(null);
  const isMoreRounds = record.rounds.length > 1;
  const labelOf = (id: string) => record.rounds.find(({ round_id: round }) => round === id)?.round_label ?? id;
  if (record.history.length === 0) return <p className={styles.quiet}>{t('panel.students.history.none')}</p>;
  return (
    <>
      <ol className={styles.history}>
        {record.history.map((change) => (
          <ChangeItem
            key={change.change_id}
            change={change}
            round={isMoreRounds ? labelOf(change.round_id) : null}
            onUndo={() => setUndone(change)}
          />
        ))}
      </ol>
      {undone && <UndoDialog change={undone} onClose={() => setUndone(null)} />}
    </>
  );
}
