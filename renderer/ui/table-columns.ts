import type { ReactNode } from 'react';
import type { Problem } from './problem.ts';

export type Column<Row> = {
  readonly id: string;
  readonly title: string;
  /** The title is for readers only: ticks, actions. */
  readonly hidesTitle?: boolean;
  readonly cell: (row: Row) => ReactNode;
  /** Numbers and actions stand at the end. */
  readonly align?: 'end';
  /** CSS width. A list of more than 100 rows needs one on all columns but one, or they move while it scrolls. */
  readonly width?: string;
  readonly canSort?: boolean;
  /** Names the row to readers; one column. */
  readonly isRowName?: boolean;
  /** Given up while a drawer is open beside the table and the window is no wider than 1720. */
  readonly isSecondary?: boolean;
};

export type Sort = { readonly by: string; readonly descending: boolean };

/** Ticks before the rows. What `all` ticks is the page's to say: the label names the number. */
export type Ticks<Row> = {
  readonly isTicked: (row: Row) => boolean;
  readonly onTick: (row: Row) => void;
  readonly labelOf: (row: Row) => string;
  readonly all: { readonly label: string; readonly state: 'none' | 'some' | 'all'; readonly onTick: () => void };
};

export type TableProps<Row> = {
  /** Says what the table lists. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  /** Null where a row of a long list has not come yet; undefined while nothing has. */
  readonly rows: readonly (Row | null)[] | undefined;
  readonly keyOf: (row: Row) => string;
  readonly problem?: Problem | null;
  readonly onRetry?: () => void;
  /** Stands in place of the rows where there are none. */
  readonly empty: ReactNode;
  readonly sort?: Sort;
  readonly onSort?: (sort: Sort) => void;
  readonly ticks?: Ticks<Row>;
  /** The row that is open in the drawer. */
  readonly openKey?: string | null;
  /** A click on the row, or Enter. */
  readonly onOpen?: (row: Row) => void;
  /** E. */
  readonly onEdit?: (row: Row) => void;
  /** Which rows of a long list are on the screen, so that they can be fetched. */
  readonly onSeen?: (first: number, last: number) => void;
  /** Takes what is left of a page that `fills`, and scrolls inside. */
  readonly fills?: boolean;
};
