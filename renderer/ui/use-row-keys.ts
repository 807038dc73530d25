import { useEffect, useEffectEvent, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import type { TableProps } from './table-columns.ts';

type Parts<Row> = Pick<TableProps<Row>, 'rows' | 'ticks' | 'onOpen' | 'onEdit'> & {
  readonly frame: RefObject<HTMLDivElement | null>;
  /** Brings a row of a long list onto the screen. */
  readonly reveal: (index: number) => void;
};

const pageRows = 10;
/** So many frames a row may take until it is drawn. */
const mostFrames = 30;
const steps: Readonly<Record<string, (from: number, last: number) => number>> = {
  ArrowDown: (from) => from + 1,
  ArrowUp: (from) => from - 1,
  PageDown: (from) => from + pageRows,
  PageUp: (from) => from - pageRows,
  Home: () => 0,
  End: (_from, last) => last,
};

/** Walking through the rows of a table; Tab comes to one of them only. */
export function useRowKeys<Row>({ rows, ticks, onOpen, onEdit, frame, reveal }: Parts<Row>) {
  const last = (rows?.length ?? 0) - 1;
  const [wanted, setActive] = useState(0);
  const active = Math.max(0, Math.min(wanted, last));

  /** Walked to before it was fetched: what comes may be higher than what stood for it. */
  const awaited = useRef<number | null>(null);

  function walkTo(index: number): void {
    const next = Math.max(0, Math.min(index, last));
    setActive(next);
    awaited.current = rows?.[next] === null ? next : null;
    reveal(next);
    focusRow(next);
  }

  /** A row that was out of sight is drawn first. */
  function focusRow(index: number, frames = mostFrames): void {
    requestAnimationFrame(() => {
      const row = frame.current?.querySelector<HTMLElement>(`tr[data-index="${index}"]`);
      if (row) row.focus();
      else if (frames > 0) focusRow(index, frames - 1);
    });
  }

  const onRows = useEffectEvent(() => {
    const index = awaited.current;
    if (index === null || !rows?.[index]) return;
    awaited.current = null;
    const { activeElement } = document;
    if (activeElement !== document.body && !frame.current?.contains(activeElement)) return;
    reveal(index);
    focusRow(index);
  });
  useEffect(() => onRows(), [rows]);

  function act(key: string): boolean {
    const row = rows?.[active] ?? null;
    if (row === null) return false;
    if (key === 'Enter') onOpen?.(row);
    else if (key === ' ') ticks?.onTick(row);
    else if (key === 'e') onEdit?.(row);
    else return false;
    return true;
  }

  function onKeyDown(event: KeyboardEvent): void {
    const isRow = event.target instanceof HTMLTableRowElement;
    if (!isRow || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = steps[event.key];
    if (step) walkTo(step(active, last));
    else if (!act(event.key)) return;
    event.preventDefault();
  }

  return { active, setActive, onKeyDown };
}
