import { describe, expect, it } from 'vitest';
import { strengthOf } from './strength.ts';

describe('the strength of a password', () => {
  it.each([
    ['', { is: 'short', missing: 12 }],
    ['mười một ký', { is: 'short', missing: 1 }],
    ['aaaaaaaaaaaaaaa', { is: 'weak' }],
    ['123456789012', { is: 'weak' }],
    ['abababababab', { is: 'weak' }],
    ['mua-xuan-nay', { is: 'fair' }],
    ['tram-huong-92-cau', { is: 'strong' }],
    ['một con vịt xòe ra hai cái cánh', { is: 'strong' }],
  ])('of "%s"', (password, expected) => {
    expect(strengthOf(password)).toEqual(expected);
  });
});
