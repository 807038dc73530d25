import { useRef } from 'react';
import { classNames } from './class-names.ts';
import styles from './Table.module.css';
import { TableHead } from './TableHead.tsx';
import { TableRow } from './TableRow.tsx';
import { TableState } from './TableState.tsx';
import type { TableProps } from './table-columns.ts';
import { useRowKeys } from './use-row-keys.ts';
import { useSeenRows } from './use-seen-rows.ts';

/**
 * Rows of one kind. Over 100 of them only those on the screen are drawn. Arrows walk from row to row, Enter opens, E
 * edits, Space ticks.
 */
export function Table<Row>(props: TableProps<Row>) {
  const { label, columns, rows, keyOf, ticks, openKey, onOpen, fills } = props;
  const frame = useRef<HTMLDivElement>(null);
  const count = rows?.length ?? 0;
  const seen = useSeenRows(frame, count, props.onSeen);
  const { active, setActive, onKeyDown } = useRowKeys({ ...props, frame, reveal: seen.reveal });
  const width = columns.length + (ticks ? 1 : 0);
  const drawn = (rows ?? []).slice(seen.first, seen.last + 1);

  return (
    <div
      ref={frame}
      className={classNames(styles.frame, fills && styles.fills)}
      role="region"
      aria-label={label}
      tabIndex={onOpen ? -1 : 0}
    >
      <table
        className={classNames(styles.table, seen.isLong && styles.long)}
        aria-rowcount={count + 1}
        aria-busy={!rows || undefined}
      >
        <TableHead columns={columns} ticks={ticks} sort={props.sort} onSort={props.onSort} />
        <tbody onKeyDown={onKeyDown}>
          <Gap height={seen.before} />
          {drawn.map((row, at) => (
            <TableRow
              key={row === null ? `at ${seen.first + at}` : keyOf(row)}
              row={row}
              index={seen.first + at}
              columns={columns}
              ticks={ticks}
              isOpen={row !== null && keyOf(row) === openKey}
              isActive={seen.first + at === active}
              measure={seen.measure}
              onOpen={onOpen}
              onFocus={setActive}
            />
          ))}
          <Gap height={seen.after} />
          <TableState {...props} width={width} />
        </tbody>
      </table>
    </div>
  );
}

/** Stands for the rows that are not drawn. One cell: spanning columns that are not shown would bring them back. */
function Gap({ height }: { readonly height: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden className={styles.gap} style={{ height }}>
      <td />
    </tr>
  );
}
