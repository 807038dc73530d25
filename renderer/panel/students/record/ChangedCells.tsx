import type { RecordChange } from '../../../../server/students/students.contract.ts';
import { diffText } from '../../../ui/diff-text.ts';
import { DiffValue } from '../../../ui/DiffValue.tsx';
import { useText } from '../../../ui/language.tsx';
import styles from './Record.module.css';
import { useFieldName } from './use-field-name.ts';

type Props = Pick<RecordChange, 'cells'> & {
  /** It is yet to be done. */
  readonly isPlan?: boolean;
};

/** Each changed cell, before and after. */
export function ChangedCells({ cells, isPlan = false }: Props) {
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
              <small>{t(isPlan ? 'panel.students.diff.old' : 'panel.students.diff.before')}</small>
              <DiffValue pieces={old} is="gone" />
            </dd>
            <dd>
              <small>{t(isPlan ? 'panel.students.diff.new' : 'panel.students.diff.after')}</small>
              <DiffValue pieces={fresh} is="new" />
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
