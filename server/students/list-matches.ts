/** Rows of one round's table that match, by their numbers in the table and in its order. */
export type Matches = {
  readonly count: () => number;
  readonly window: (offset: number, limit: number) => readonly number[];
  readonly all: () => readonly number[];
};

export const noMatches: Matches = ofRows([]);

/** `rows` in the order of the table. */
export function ofRows(rows: readonly number[]): Matches {
  return {
    count: () => rows.length,
    window: (offset, limit) => rows.slice(offset, offset + limit),
    all: () => rows,
  };
}

/** Any order, any row twice. */
export function ofAnyRows(rows: readonly number[]): Matches {
  return ofRows([...new Set(rows)].sort((one, other) => one - other));
}

/** First what the index knows, then what it does not know yet: rows behind all of those. */
export function inTurn(first: Matches, later: readonly number[]): Matches {
  if (later.length === 0) return first;
  return {
    count: () => first.count() + later.length,
    window: (offset, limit) => {
      const rows = first.window(offset, limit);
      if (rows.length === limit) return rows;
      const passed = Math.max(0, offset - first.count());
      return [...rows, ...later.slice(passed, passed + limit - rows.length)];
    },
    all: () => [...first.all(), ...later],
  };
}
