/** What a row is sorted by. */
export type Sortable = { readonly sbd: string; readonly name: string };

const collator = new Intl.Collator('vi');

/** As Vietnamese lists are: by given name, the last word, then by the rest, then by number. */
export function compareByName(one: Sortable, other: Sortable): number {
  return (
    collator.compare(givenName(one.name), givenName(other.name)) ||
    collator.compare(one.name, other.name) ||
    compareByNumber(one, other)
  );
}

/** As the database compares texts. */
export function compareByNumber({ sbd: one }: Sortable, { sbd: other }: Sortable): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function givenName(name: string): string {
  const text = name.trim();
  return text.slice(text.lastIndexOf(' ') + 1);
}
