import type { ReactNode } from 'react';
import { Checkbox } from './Checkbox.tsx';
import { classNames } from './class-names.ts';
import styles from './Table.module.css';
import type { Column, TableProps } from './table-columns.ts';

type Props<Row> = {
  readonly columns: readonly Column<Row>[];
  readonly ticks: TableProps<Row>['ticks'];
  readonly onOpen: TableProps<Row>['onOpen'];
  readonly row: Row | null;
  readonly index: number;
  readonly isOpen: boolean;
  /** The one row that Tab comes to. */
  readonly isActive: boolean;
  readonly measure: (element: HTMLTableRowElement | null) => void;
  readonly onFocus: (index: number) => void;
};

export function TableRow<Row>(props: Props<Row>) {
  const { row, index, columns, ticks, isOpen, isActive, measure, onOpen, onFocus } = props;
  return (
    <tr
      ref={measure}
      data-index={index}
      aria-rowindex={index + 2}
      aria-current={isOpen || undefined}
      className={classNames(isOpen && styles.open, onOpen && styles.opens)}
      tabIndex={onOpen ? (isActive ? 0 : -1) : undefined}
      onFocus={() => onFocus(index)}
      onClick={(event) => {
        if (row !== null && !isControl(event.target)) onOpen?.(row);
      }}
    >
      {ticks && (
        <td className={styles.tick}>
          {row !== null && (
            <Checkbox
              label={ticks.labelOf(row)}
              hidesLabel
              state={ticks.isTicked(row) ? 'all' : 'none'}
              onChange={() => ticks.onTick(row)}
            />
          )}
        </td>
      )}
      {columns.map((column) => (
        <Cell key={column.id} column={column} isRowName={row !== null && column.isRowName === true}>
          {row === null ? <i className={styles.bone} /> : column.cell(row)}
        </Cell>
      ))}
    </tr>
  );
}

type CellProps<Row> = {
  readonly column: Column<Row>;
  /** Not while the name has yet to come. */
  readonly isRowName: boolean;
  readonly children: ReactNode;
};

function Cell<Row>({ column, isRowName, children }: CellProps<Row>) {
  const className = classNames(column.align === 'end' && styles.end, column.isSecondary && styles.secondary);
  if (!isRowName) return <td className={className}>{children}</td>;
  return (
    <th scope="row" className={className}>
      {children}
    </th>
  );
}

/** A press on something inside the row is meant for that alone. */
function isControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest('button, a, input, label, [role=checkbox]') !== null;
}
