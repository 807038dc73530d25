import { useCallback, useMemo, useState } from 'react';
import {
  findStudentsEndpoint,
  type FindStudentsResponse,
  type FoundStudent,
  type StudentSort,
} from '../../../server/students/students.contract.ts';
import { useAsk } from '../../api/use-ask.ts';
import type { Problem } from '../../ui/problem.ts';

const windowRows = 100;
/** A browser cannot draw a box of a million rows: below these the list says so, and a filter or the order reaches them. */
const mostRows = 300_000;

export type RowsRequest = {
  readonly text: string;
  readonly round_id: string;
  readonly school: string;
  readonly subject_code: string;
  readonly result: string;
  readonly sort: StudentSort;
  readonly is_descending: boolean;
};

export type StudentRows = {
  /** Null where a row has not come yet; undefined before the first answer. */
  readonly rows: readonly (FoundStudent | null)[] | undefined;
  readonly total: number;
  /** How many of them the list can show. */
  readonly listed: number;
  /** What the rows are really sorted by. */
  readonly sortedBy: StudentSort | undefined;
  readonly problem: Problem | null;
  readonly retry: () => void;
  readonly onSeen: (first: number, last: number) => void;
};

/** The rows that match, fetched in windows of 100 as they come into sight. */
export function useStudentRows(request: RowsRequest): StudentRows {
  const question = JSON.stringify(request);
  const [seen, setSeen] = useState({ question, first: 0, last: 0 });
  const onSeen = useCallback((first: number, last: number) => setSeen({ question, first, last }), [question]);
  // Of another question: its rows begin at the top.
  const { first, last } = seen.question === question ? seen : { first: 0, last: 0 };

  const head = useWindow(request, 0);
  const upper = useWindow(request, windowOf(first));
  const lower = useWindow(request, windowOf(last));
  const rows = useMemo(
    () => head.body && join(head.body, [head.body, upper.body, lower.body]),
    [head.body, upper.body, lower.body],
  );
  return {
    rows,
    total: head.body?.total ?? 0,
    listed: rows?.length ?? 0,
    sortedBy: head.body?.sorted_by,
    problem: head.problem ?? upper.problem ?? lower.problem,
    retry: () => [head, upper, lower].forEach(({ problem, retry }) => problem && retry()),
    onSeen,
  };
}

function useWindow(request: RowsRequest, offset: number) {
  return useAsk(findStudentsEndpoint, { ...request, offset, limit: windowRows }, { keepLast: offset === 0 });
}

function windowOf(row: number): number {
  return Math.floor(row / windowRows) * windowRows;
}

/** Windows of another question or of another state of the list are left out: their rows would stand in wrong places. */
function join(head: FindStudentsResponse, windows: readonly (FindStudentsResponse | undefined)[]) {
  const rows = new Array<FoundStudent | null>(Math.min(head.total, mostRows)).fill(null);
  for (const found of windows) {
    if (found?.total !== head.total) continue;
    found.rows.forEach((row, at) => {
      if (found.offset + at < rows.length) rows[found.offset + at] = row;
    });
  }
  return rows;
}
