/** What a row is sorted by. */
export type Sortable = { readonly sbd: string; readonly name: string };

/**
 * As Vietnamese lists are: by given name, the last word, then by the rest, then by number. Made where it is needed: what
 * it compares by takes some MiB.
 */
export function createCompareByName(): (one: Sortable, other: Sortable) => number {
  const { compare } = new Intl.Collator('vi');
  return (one, other) =>
    compare(givenName(one.name), givenName(other.name)) || compare(one.name, other.name) || compareByNumber(one, other);
}

/** As the database compares texts. */
export function compareByNumber({ sbd: one }: Sortable, { sbd: other }: Sortable): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function givenName(name: string): string {
  const text = name.trim();
  return text.slice(text.lastIndexOf(' ') + 1);
}
