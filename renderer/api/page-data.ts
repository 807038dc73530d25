import type { z } from 'zod';

/** What the server wrote into the page under this id; null where it is absent or not of this shape. */
export function readPageData<Shape extends z.ZodType>(id: string, shape: Shape): z.output<Shape> | null {
  const text = document.getElementById(id)?.textContent;
  if (!text) return null;
  try {
    const read = shape.safeParse(JSON.parse(text));
    return read.success ? read.data : null;
  } catch {
    // Not JSON: the page then asks the server.
    return null;
  }
}
