import { expect, it } from 'vitest';
import { cutLine } from './cut-line.ts';
import { shapeOf } from './environment-shape.ts';

const whole = '# notes\nPORT=5000\nJWT_SECRET=abc\nHOST=127.0.0.1\n';

it.each([
  ['a whole file', whole, null],
  ['a longer one', `${whole}X=1\n`, null],
  ['an edited one', whole.replace('5000', '60000').slice(0, 30), null],
  ['one without its last lines', whole.slice(0, whole.indexOf('HOST')), null],
  ['one without its last line break', whole.slice(0, -1), null],
  ['an empty one', '', 1],
  ['one that ends inside a line', whole.slice(0, 14), 2],
  ['one that ends inside a secret', whole.slice(0, 30), 3],
  ['one that ends before a secret', whole.slice(0, 18), 3],
])('finds where %s was cut', (_what, text, line) => {
  expect(cutLine(text, shapeOf(whole))).toBe(line);
});

it('keeps no value: only names and lengths', () => {
  expect(shapeOf('# old: abc\nexport JWT_SECRET=a=b\nWORD\n')).toBe('xxxxxxxxxx\nexport JWT_SECRET=xxx\nxxxx\n');
});
