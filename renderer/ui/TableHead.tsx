import { ArrowDown, ArrowUp } from 'lucide-react';
import { Checkbox } from './Checkbox.tsx';
import { classNames } from './class-names.ts';
import styles from './Table.module.css';
import type { Column, Sort, TableProps } from './table-columns.ts';

type Props<Row> = {
  readonly columns: readonly Column<Row>[];
  readonly ticks: TableProps<Row>['ticks'];
  readonly sort: Sort | undefined;
  readonly onSort: ((sort: Sort) => void) | undefined;
};

export function TableHead<Row>({ columns, ticks, sort, onSort }: Props<Row>) {
  return (
    <thead>
      <tr>
        {ticks && (
          <th scope="col" className={styles.tick}>
            <Checkbox label={ticks.all.label} hidesLabel state={ticks.all.state} onChange={ticks.all.onTick} />
          </th>
        )}
        {columns.map((column) => (
          <HeadCell key={column.id} column={column} sort={sort} onSort={onSort} />
        ))}
      </tr>
    </thead>
  );
}

type CellProps<Row> = Pick<Props<Row>, 'sort' | 'onSort'> & { readonly column: Column<Row> };

function HeadCell<Row>({ column, sort, onSort }: CellProps<Row>) {
  const { id, title, hidesTitle, align, width, canSort, isSecondary } = column;
  const order = sort?.by === id ? orderOf(sort) : undefined;
  return (
    <th
      scope="col"
      className={classNames(align && styles[align], isSecondary && styles.secondary)}
      style={{ width }}
      aria-sort={order}
    >
      {canSort && onSort ? (
        <button
          type="button"
          className={styles.sort}
          onClick={() => onSort({ by: id, descending: order === 'ascending' })}
        >
          {title}
          {order === 'ascending' && <ArrowUp aria-hidden />}
          {order === 'descending' && <ArrowDown aria-hidden />}
        </button>
      ) : (
        <span className={hidesTitle ? 'for-readers' : undefined}>{title}</span>
      )}
    </th>
  );
}

function orderOf({ descending }: Sort): 'ascending' | 'descending' {
  return descending ? 'descending' : 'ascending';
}
