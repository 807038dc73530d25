import { Refusal } from '../refusal.ts';
import type { RowChoice } from './compare-rows.ts';
import type { NoticeListener } from './findings.ts';
import type { ImportJob } from './import-job.ts';
import type { RejectedRow } from './ingest.contract.ts';
import { createReviewWriter, readChoice } from './review.store.ts';
import type { RawRow } from './rows.ts';

/** What a review takes from an import, or gives to it. */
export type Reviewing = {
  readonly choice: RowChoice;
  readonly noticed?: NoticeListener;
  readonly rejected?: (rejected: RejectedRow, raw: RawRow) => void;
  /** After the last row, before anything is committed. Refuses `ingest.changed-meanwhile`. */
  readonly finish: (isCommitting: boolean) => void;
  readonly abandon: () => void;
};

/**
 * A dry run writes its review, a commit follows the ticks of one; without a path everything is taken. `columns` are
 * those of the round's table.
 */
export function createReviewing(
  { reviewPath, options }: Pick<ImportJob, 'reviewPath' | 'options'>,
  columns: readonly string[],
  nameColumn: string,
): Reviewing {
  if (reviewPath === null) return takeAll;
  return options.commit ? followTicks(reviewPath) : createReviewWriter(reviewPath, columns, nameColumn);
}

const takeAll: Reviewing = {
  choice: { added: () => true, changed: () => true },
  finish: () => undefined,
  abandon: () => undefined,
};

function followTicks(path: string): Reviewing {
  const { choice, isAsReviewed } = readChoice(path);
  const finish = (isCommitting: boolean): void => {
    if (!isCommitting || isAsReviewed()) return;
    const message = 'the records were changed since the review; look at it again';
    throw new Refusal('invalid', 'ingest.changed-meanwhile', message);
  };
  return { choice, finish, abandon: () => undefined };
}
