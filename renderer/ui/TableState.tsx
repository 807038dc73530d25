import { RotateCw } from 'lucide-react';
import { Button } from './Button.tsx';
import { useText } from './language.tsx';
import { ProblemText } from './ProblemText.tsx';
import styles from './Table.module.css';
import type { TableProps } from './table-columns.ts';

type Props<Row> = Pick<TableProps<Row>, 'rows' | 'problem' | 'onRetry' | 'empty'> & { readonly width: number };

/** What stands in a table instead of rows: why they did not come, that they are coming, that there are none. */
export function TableState<Row>({ rows, problem = null, onRetry, empty, width }: Props<Row>) {
  const t = useText();
  if (problem) {
    return (
      <tr className={styles.state}>
        <td colSpan={width}>
          <ProblemText problem={problem} />
          {onRetry && (
            <Button size="small" icon={<RotateCw aria-hidden />} onClick={onRetry}>
              {t('ui.retry')}
            </Button>
          )}
        </td>
      </tr>
    );
  }
  if (rows === undefined) return <SkeletonRows width={width} />;
  if (rows.length > 0) return null;
  return (
    <tr className={styles.state}>
      <td colSpan={width}>{empty}</td>
    </tr>
  );
}

function SkeletonRows({ width }: { readonly width: number }) {
  return Array.from({ length: 8 }, (_, row) => (
    <tr key={row} aria-hidden>
      {Array.from({ length: width }, (_cell, column) => (
        <td key={column}>
          <i className={styles.bone} style={{ width: `${40 + ((row * 17 + column * 29) % 45)}%` }} />
        </td>
      ))}
    </tr>
  ));
}
