import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffText } from './diff-text.ts';

const shown = (before: string, after: string) => {
  const { old, fresh } = diffText(before, after);
  const mark = (pieces: typeof old) => pieces.map(({ text, is }) => (is === 'same' ? text : `[${text}]`)).join('');
  return [mark(old), mark(fresh)];
};

describe('what differs between two values', () => {
  it.each([
    ['12/03/2012', '13/03/2012', '1[2]/03/2012', '1[3]/03/2012'],
    ['Thuý', 'Thúy', 'Th[uý]', 'Th[úy]'],
    ['THCS Nguyễn Du', 'THCS Nguyễn Du, Quận 1', 'THCS Nguyễn Du', 'THCS Nguyễn Du[, Quận 1]'],
    ['', 'Vàng', '', '[Vàng]'],
    ['Vàng', '', '[Vàng]', ''],
    ["H'Hen Nie", 'H’Hen Niê', "H[']Hen Ni[e]", 'H[’]Hen Ni[ê]'],
  ])('%s, then %s', (before, after, old, fresh) => {
    expect(shown(before, after)).toEqual([old, fresh]);
  });

  it('marks no letter in half, whatever form it was written in', () => {
    expect(shown('Đức'.normalize('NFD'), 'Đức')).toEqual(['Đức', 'Đức']);
  });

  it('loses nothing: the pieces make up both values', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), fc.string({ maxLength: 60 }), (before, after) => {
        const { old, fresh } = diffText(before, after);
        expect(old.map(({ text }) => text).join('')).toBe(before.normalize('NFC'));
        expect(fresh.map(({ text }) => text).join('')).toBe(after.normalize('NFC'));
      }),
    );
  });
});
