export type ElementCursor = ReturnType<typeof createElementCursor>;

/**
 * The elements of one name in a part, one after the other, as places of its bytes: a part is never one string. Elements
 * of that name must not be nested; a prefix is found at the first of them. What is cut off at the end is left out.
 */
export function createElementCursor(xml: Buffer, name: string) {
  const prefix = findPrefix(xml, name);
  const open = Buffer.from(`<${prefix}${name}`);
  const close = Buffer.from(`</${prefix}${name}>`);
  let at = 0;
  let start = 0;
  let tagEnd = 0;

  /** Goes on to the next start tag; false where there is none. */
  function next(): boolean {
    for (let from = at; from < xml.length; from += 1) {
      if (xml[from] !== lessThan || !standsAt(xml, from, open)) continue;
      if (!endsName(xml[from + open.length] ?? 0)) continue;
      start = from;
      tagEnd = xml.indexOf(greaterThan, from);
      at = tagEnd === -1 ? xml.length : tagEnd + 1;
      return tagEnd !== -1;
    }
    at = xml.length;
    return false;
  }

  /** Where the element ends, behind its last byte; null where it is cut off. The next search goes on from there. */
  function end(): number | null {
    if (xml[tagEnd - 1] === slash) return tagEnd + 1;
    for (let from = tagEnd + 1; from < xml.length; from += 1) {
      if (xml[from] !== lessThan || !standsAt(xml, from, close)) continue;
      at = from + close.length;
      return at;
    }
    return null;
  }

  /** For who has found the end: the next search goes on from here. */
  function skipTo(place: number): void {
    at = place;
  }

  return { hasPrefix: prefix !== '', next, start: () => start, tagEnd: () => tagEnd, end, skipTo };
}

const lessThan = 60;
const greaterThan = 62;
const slash = 47;

/** Whether these bytes stand there. */
export function standsAt(xml: Buffer, at: number, wanted: Buffer): boolean {
  for (let index = 0; index < wanted.length; index += 1) if (xml[at + index] !== wanted[index]) return false;
  return true;
}

/** Space, `>`, `/` and line ends: what may follow the name in a start tag. */
function endsName(code: number): boolean {
  return code <= 32 || code === greaterThan || code === slash;
}

function findPrefix(xml: Buffer, name: string): string {
  const head = xml.toString('latin1', 0, 200_000);
  return new RegExp(`<((?:[\\w.-]+:)?)${name}[\\s/>]`).exec(head)?.[1] ?? '';
}
