/** One line of the table. `met` is null where there is no target. */
export type BenchRow = {
  readonly row: string;
  readonly path: string;
  readonly ours: string;
  readonly reference: string;
  readonly ratio: string;
  readonly target: string;
  readonly met: boolean | null;
  /** Every slice, for the result file. */
  readonly slices: readonly Slice[];
};
export type Slice = { readonly ours: number; readonly reference: number; readonly ratio: number };

export type BenchOptions = { readonly isQuick: boolean; readonly isBig: boolean; readonly scratch: string };
export type Bench = (options: BenchOptions) => Promise<readonly BenchRow[]>;

type Side = { readonly run: () => unknown; readonly times: number };
type Pair = { readonly ours: Side; readonly reference: Side; readonly slices: number };

/** Milliseconds a run of each side, in slices that alternate; the first pair only warms up. */
export async function comparePair({ ours, reference, slices }: Pair): Promise<readonly Slice[]> {
  const pairs: Slice[] = [];
  for (let slice = 0; slice <= slices; slice += 1) {
    const one = await time(ours);
    const other = await time(reference);
    if (slice > 0) pairs.push({ ours: one, reference: other, ratio: one / other });
  }
  return pairs;
}

async function time({ run, times }: Side): Promise<number> {
  const start = performance.now();
  for (let count = 0; count < times; count += 1) await run();
  return (performance.now() - start) / times;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return ((low ?? Number.NaN) + (high ?? Number.NaN)) / 2;
}

export type Judged = {
  readonly row: string;
  readonly path: string;
  readonly referenceName: string;
  readonly slices: readonly Slice[];
  /** The ratio has to be at most, or at least, this. */
  readonly atMost?: number;
  readonly atLeast?: number;
};

/** The median of the paired ratios against the target, with their spread. `atLeast` turns the ratio over: times faster. */
export function judge({ row, path, referenceName, slices, atMost, atLeast }: Judged): BenchRow {
  const ratios = slices.map(({ ratio }) => (atLeast === undefined ? ratio : 1 / ratio));
  const middle = median(ratios);
  const spread = `${short(Math.min(...ratios))} to ${short(Math.max(...ratios))}`;
  return {
    row,
    path,
    ours: `${short(median(slices.map(({ ours }) => ours)))} ms`,
    reference: `${referenceName} ${short(median(slices.map(({ reference }) => reference)))} ms`,
    ratio: `${short(middle)} (${spread})`,
    target: atMost === undefined ? `>= ${short(atLeast ?? 0)}` : `<= ${short(atMost)}`,
    met: atMost === undefined ? middle >= (atLeast ?? 0) : middle <= atMost,
    slices,
  };
}

export function short(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(3);
}
