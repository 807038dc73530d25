import { Refusal } from '../refusal.ts';

export type ImportTurn = ReturnType<typeof createImportTurn>;

/** One list at a time: two cannot be written at once, and reading two together would only make both slow. */
export function createImportTurn() {
  let holder: string | null = null;

  /** Refuses `import.busy`. */
  function requireFree(): void {
    if (holder === null) return;
    throw new Refusal('busy', 'import.busy', 'another list is being read or written; wait until it is done');
  }
  function take(by: string): void {
    requireFree();
    holder = by;
  }
  function end(): void {
    holder = null;
  }

  return { requireFree, take, end, holder: () => holder };
}
