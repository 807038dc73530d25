import { FileInput, FileMinus, FilePlus, PencilLine, Undo2, type LucideIcon } from 'lucide-react';
import type { RecordChange } from '../../../../server/students/students.contract.ts';
import { useSignedIn } from '../../../api/session.tsx';
import { Button } from '../../../ui/Button.tsx';
import { useText } from '../../../ui/language.tsx';
import { Moment } from '../../../ui/Moment.tsx';
import { isAtLeast } from '../../is-at-least.ts';
import { ChangedCells } from './ChangedCells.tsx';
import styles from './Record.module.css';

type Props = {
  readonly change: RecordChange;
  /** The label of its round; null where there is but one. */
  readonly round: string | null;
  readonly onUndo: () => void;
};

const icons: Readonly<Record<RecordChange['kind'], LucideIcon>> = {
  added: FilePlus,
  corrected: PencilLine,
  undone: Undo2,
  imported: FileInput,
  removed: FileMinus,
};

export function ChangeItem({ change, round, onUndo }: Props) {
  const t = useText();
  const Icon = icons[change.kind];
  const isOfCells = change.kind !== 'added' && change.kind !== 'removed';
  return (
    <li>
      <Icon aria-hidden />
      <div>
        <p className={styles.what}>
          {t(`panel.students.change.${change.kind}`)}
          {round !== null && <span className={styles.quiet}> {t('panel.students.change.in', { round })}</span>}
        </p>
        {isOfCells && <ChangedCells cells={change.cells} />}
        {change.reason !== null && change.reason !== '' && (
          <p className={styles.why}>{t('panel.students.change.reason', { reason: change.reason })}</p>
        )}
        <p className={styles.quiet}>
          <Moment at={change.changed_at} />
          {' · '}
          {change.changed_by ?? t('panel.students.change.nobody')}
        </p>
        {change.was_changed_outside && <p className={styles.quiet}>{t('panel.students.change.outside')}</p>}
        {isOfCells && <UndoPart canUndo={change.can_undo} onUndo={onUndo} />}
      </div>
    </li>
  );
}

type UndoProps = { readonly canUndo: boolean; readonly onUndo: () => void };

/** The way back, or why there is none. */
function UndoPart({ canUndo, onUndo }: UndoProps) {
  const t = useText();
  const { role } = useSignedIn();
  if (!isAtLeast(role, 'admin')) return null;
  if (!canUndo) return <p className={styles.quiet}>{t('panel.students.change.overlaid')}</p>;
  return (
    <Button size="small" icon={<Undo2 aria-hidden />} onClick={onUndo}>
      {t('panel.students.undo')}
    </Button>
  );
}
