import { describe, expect, it } from 'vitest';
import { createSeenNumbers } from './seen-numbers.ts';

describe('numbers seen in a list', () => {
  it('are known again by the order in which they came first, however many there are', () => {
    const seen = createSeenNumbers();
    const numbers = Array.from({ length: 30_000 }, (_, index) => `B${index % 20_000}`);
    const earlier = numbers.map((number) => seen.put(number));
    expect(earlier.slice(0, 20_000).every((order) => order === null)).toBe(true);
    expect(earlier.slice(20_000)).toEqual(Array.from({ length: 10_000 }, (_, index) => index));
    expect(seen.at(19_999)).toBe('B19999');
  });
});
