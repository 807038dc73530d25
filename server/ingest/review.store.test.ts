import { join } from 'node:path';
import { expect, it } from 'vitest';
import { aFolder } from '../../test/support/scratch.ts';
import { createReviewWriter, openReview, readChoice } from './review.store.ts';

const place = { sheet: '', row: 2 };
const nameChange = (sbd: string) => ({ sbd, name: 'An', column: 'name', before: 'An', after: 'Ân' });
const emptied = (sbd: string) => ({ sbd, name: 'An', column: 'phone', before: '09', after: '' });

/** Two rows to add; two with a changed name, of which the first would lose its phone, as would a third. */
function aReview() {
  const path = join(aFolder(), 'review');
  const { choice, finish } = createReviewWriter(path, ['sbd', 'name'], 'name');
  for (const sbd of ['A1', 'A2']) choice.added(sbd, [sbd, 'Bình'], place);
  for (const change of [nameChange('C1'), emptied('C1'), nameChange('C2'), emptied('C3')])
    choice.changed(change, place);
  finish();
  const review = openReview(path);
  const ticks = () => review.lines('changed', 0, 10).lines.map(({ is_ticked: isTicked }) => isTicked);
  const taken = () => {
    review.close();
    const { choice: made } = readChoice(path);
    return {
      added: ['A1', 'A2'].filter((sbd) => made.added(sbd, [], place)),
      changed: [nameChange('C1'), emptied('C1'), nameChange('C2'), emptied('C3')].map((one) =>
        made.changed(one, place),
      ),
    };
  };
  return { ...review, ticks, taken };
}

it('what a list would empty begins without a tick, and is no row to write', () => {
  const { chosen, ticks, taken } = aReview();
  expect(ticks()).toEqual([true, false, true, false]);
  expect(chosen()).toEqual({ added: 2, changed: 2 });
  expect(taken()).toEqual({ added: ['A1', 'A2'], changed: [true, false, true, false] });
});

it('ticks are set and taken singly and for all, over one another', () => {
  const { chosen, lines, tick, ticks, taken } = aReview();
  tick('changed', [1], false);
  const [first] = lines('changed', 0, 1).lines;
  tick('changed', [first?.n ?? 0], false);
  expect([ticks(), chosen().changed, lines('changed', 0, 1).ticked]).toEqual([[false, false, true, false], 1, 1]);
  tick('changed', undefined, true);
  expect([ticks(), chosen().changed]).toEqual([[true, true, true, true], 3]);
  tick('changed', undefined, false);
  tick('changed', [first?.n ?? 0], true);
  tick('added', undefined, false);
  tick('added', [lines('added', 1, 1).lines[0]?.n ?? 0], true);
  expect([ticks(), chosen()]).toEqual([[true, false, false, false], { added: 1, changed: 1 }]);
  expect(taken()).toEqual({ added: ['A2'], changed: [true, false, false, false] });
});
