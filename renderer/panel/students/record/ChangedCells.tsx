import type { RecordChange } from '../../../../server/students/students.contract.ts';
import { diffText } from '../../../ui/diff-text.ts';
import { DiffValue } from '../../../ui/DiffValue.tsx';
import { useText } from '../../../ui/language.tsx';
import styles from './Record.module.css';
import { useFieldName } from './use-field-name.ts';

/** Each changed cell, before and after. */
export function ChangedCells({ cells }: Pick<RecordChange, 'cells'>) {
  const t = useText();
  const nameOf = useFieldName();
  return (
    <dl className={styles.cells}>
      {cells.map((cell) => {
        const { old, fresh } = diffText(cell.before, cell.after);
        return (
          <div key={cell.column}>
            <dt>{nameOf(cell)}</dt>
            <dd>
              <span className="for-readers">{t('panel.students.diff.old')}</span>
              <DiffValue pieces={old} is="gone" />
            </dd>
            <dd>
              <span className="for-readers">{t('panel.students.diff.new')}</span>
              <DiffValue pieces={fresh} is="new" />
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
