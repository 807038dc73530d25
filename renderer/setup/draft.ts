import { z } from 'zod';

const storageKey = 'lvt.setup';

/** What was typed so far, but for passwords and keys: it is there again after a reload. */
export type Draft = z.infer<typeof Draft>;
const Draft = z.object({
  way: z.enum(['empty', 'demo', 'restore', 'adopt']).default('empty'),
  name: z.string().default(''),
  folder: z.string().default(''),
  file: z.string().default(''),
  email: z.string().default(''),
});

export function readDraft(): Draft {
  try {
    return Draft.parse(JSON.parse(sessionStorage.getItem(storageKey) ?? '{}'));
  } catch {
    // Somebody else wrote there: begun anew.
    return Draft.parse({});
  }
}

export function keepDraft(changed: Partial<Draft>): void {
  sessionStorage.setItem(storageKey, JSON.stringify({ ...readDraft(), ...changed }));
}

export function dropDraft(): void {
  sessionStorage.removeItem(storageKey);
}
