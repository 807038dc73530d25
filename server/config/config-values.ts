import { z } from 'zod';

/** Trimmed text of 1 to `max` characters. */
export const text = (max: number) =>
  z
    .string()
    .trim()
    .min(1, { error: 'must not be empty' })
    .max(max, { error: `must be at most ${max} characters` });

/** A CSS hex colour of 3, 6 or 8 digits. */
export const hexColor = z
  .string()
  .trim()
  .regex(/^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})$/, { error: "must be a hex colour such as '#0b5a66'" });

/** A plain SQL name of 1 to 60 characters. */
export const identifier = text(60).regex(/^[A-Za-z_][A-Za-z0-9_]*$/, {
  error: 'must be letters, digits and underscores, not starting with a digit',
});

/** An id that may stand in a URL and a file name. */
export const key = (max: number) =>
  text(max).regex(/^[A-Za-z0-9][A-Za-z0-9_-]*$/, {
    error: 'must be letters, digits, hyphens and underscores, starting with a letter or digit',
  });

/** A path inside the center folder. */
export const relativePath = z
  .string()
  .trim()
  .min(1, { error: 'must not be empty' })
  .refine((path) => !/^([/\\]|[A-Za-z]:)/.test(path), { error: 'must be a relative path' })
  .refine((path) => !path.split(/[/\\]/).includes('..'), { error: "must not contain '..'" })
  .refine((path) => !path.includes('\0'), { error: 'must not contain a NUL character' });

/** Calls `onDuplicate` for each item whose key was seen before. */
export function uniqueBy<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  onDuplicate: (index: number, key: string) => void,
): void {
  const seen = new Set<string>();
  for (const [index, item] of items.entries()) {
    const value = keyOf(item);
    if (seen.has(value)) onDuplicate(index, value);
    seen.add(value);
  }
}
