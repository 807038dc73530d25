import { useVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
import { useEffect, type RefObject } from 'react';
import type { TableProps } from './table-columns.ts';

const rowPx = 43;
/** Shorter lists are drawn whole: find-in-page and print then know all of them. */
const longFrom = 100;

type SeenRows = {
  readonly isLong: boolean;
  readonly first: number;
  readonly last: number;
  /** Heights in px of what is not drawn. */
  readonly before: number;
  readonly after: number;
  readonly measure: (element: HTMLTableRowElement | null) => void;
  readonly reveal: (index: number) => void;
};

type OnSeen = TableProps<unknown>['onSeen'];

/** Which rows of a scrolling frame have to be drawn. */
export function useSeenRows(frame: RefObject<HTMLDivElement | null>, count: number, onSeen: OnSeen): SeenRows {
  const isLong = count > longFrom;
  const virtual = useVirtualizer({
    count,
    enabled: isLong,
    getScrollElement: () => frame.current,
    estimateSize: () => rowPx,
    overscan: 8,
    // The head sticks to the top of the frame.
    scrollPaddingStart: rowPx,
  });
  const seen = isLong ? virtual.getVirtualItems() : [];
  const { first, last, start, end } = spanOf(seen, isLong ? longFrom : count);
  useEffect(() => {
    if (count > 0) onSeen?.(first, last);
  }, [first, last, count, onSeen]);
  return {
    isLong,
    first,
    last,
    before: start,
    after: isLong ? virtual.getTotalSize() - end : 0,
    measure: (element) => isLong && virtual.measureElement(element),
    reveal: (index) => isLong && virtual.scrollToIndex(index),
  };
}

/** From the first drawn row to the last; the first `count` where none is yet. */
function spanOf(drawn: readonly VirtualItem[], count: number) {
  const [head, tail] = [drawn[0], drawn.at(-1)];
  if (!head || !tail) return { first: 0, last: count - 1, start: 0, end: count * rowPx };
  return { first: head.index, last: tail.index, start: head.start, end: tail.end };
}
