import { describe, expect, it } from 'vitest';
import { lineOfMember } from './json-line.ts';

const text = `{
  "project": { "name": "a, {b}: \\"c\\"",
    "slug": 1 },
  "rounds": [
    { "id": "x" }, { "id": "y",
      "pdf": [1, [2],
        3] }
  ],
  "last": {}
}`;

describe('the line of a member', () => {
  it.each([
    [[], 1],
    [['project'], 2],
    [['project', 'slug'], 3],
    [['rounds'], 4],
    [['rounds', 0, 'id'], 5],
    [['rounds', 1], 5],
    [['rounds', 1, 'pdf'], 6],
    [['rounds', 1, 'pdf', 1, 0], 6],
    [['rounds', 1, 'pdf', 2], 7],
    [['rounds', 1, 'pdf', 9], 6],
    [['rounds', 1, 'missing'], 5],
    [['last'], 9],
    [['last', 'missing', 'deep'], 9],
    [['missing'], 1],
  ])('of %j is %i', (path, line) => {
    expect(lineOfMember(text, path)).toBe(line);
  });
});
