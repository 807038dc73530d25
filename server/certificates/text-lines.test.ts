import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toDrawnText, wrapText } from './text-lines.ts';

describe('a value as it is drawn', () => {
  it.each([
    ['  Lê An  ', 'Lê An'],
    ['Nguyễn'.normalize('NFD'), 'Nguyễn'],
    ['Lê\tVăn\nAn', 'Lê Văn An'],
    ['Lê\u00a0An', 'Lê An'],
    ['\ufeffLê\u200b An\u0000', 'Lê An'],
    [' \u200b ', ''],
    ['H’Hen Niê', 'H’Hen Niê'],
  ])('of %j is %j', (value, text) => {
    expect(toDrawnText(value)).toBe(text);
  });
});

describe('wrapping', () => {
  // What Python's textwrap.wrap(text, width) gives.
  it.each<[string, number, string[]]>([
    ['Trường Trung học cơ sở Nguyễn Thị Minh Khai', 20, ['Trường Trung học cơ', 'sở Nguyễn Thị Minh', 'Khai']],
    ['THPT Chuyên Lê Hồng Phong - Nam Định', 10, ['THPT', 'Chuyên Lê', 'Hồng Phong', '- Nam Định']],
    ['Trường Phan-Châu-Trinh cơ sở hai', 12, ['Trường Phan-', 'Châu-Trinh', 'cơ sở hai']],
    ['abcdefghijklmnopqrstuvwxyz', 10, ['abcdefghij', 'klmnopqrst', 'uvwxyz']],
    ['ab cdefghijklmnop', 6, ['ab cde', 'fghijk', 'lmnop']],
    ['a  b   c', 3, ['a', 'b', 'c']],
    ['Năm học 2023-2024 của trường', 12, ['Năm học', '2023-2024', 'của trường']],
    ['aa-bb-cc-dd', 4, ['aa-', 'bb-', 'cc-', 'dd']],
    ['x-y-z zz', 3, ['x-', 'y-z', 'zz']],
    ['dài---gạch nối', 6, ['dài---', 'gạch', 'nối']],
    ['một', 1, ['m', 'ộ', 't']],
    ['Tiểu-học', 5, ['Tiểu-', 'học']],
    ['abc-defghijklmnop', 6, ['abc-de', 'fghijk', 'lmnop']],
  ])('%j at %i characters', (text, width, lines) => {
    expect(wrapText(text, width)).toEqual(lines);
  });

  it('makes no line longer than asked for, and loses nothing but spaces', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'â', 'đ', '-', 'ẵ', '1', ' ', '\u{1f600}') });
    fc.assert(
      fc.property(word, fc.integer({ min: 1, max: 30 }), (text, width) => {
        const lines = wrapText(text, width);
        for (const line of lines) expect(Array.from(line).length).toBeLessThanOrEqual(width);
        expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
      }),
    );
  });

  it('does not happen without a width', () => {
    expect(wrapText('một hai ba', null)).toEqual(['một hai ba']);
  });
});
