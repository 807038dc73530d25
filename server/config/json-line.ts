type Child = { readonly key: string; readonly shownAt: number; readonly valueAt: number };

/**
 * The line (from 1) on which a member of a JSON text stands, or the nearest one around it that is there. `text` must be
 * valid JSON. Source: RFC 8259.
 */
export function lineOfMember(text: string, path: readonly PropertyKey[]): number {
  const found = [...text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g)];
  const tokens = found.map(([token]) => token);
  let [shownAt, valueAt] = [0, 0];
  for (const key of path) {
    const child = childrenOf(tokens, valueAt).find((one) => one.key === String(key));
    if (!child) break;
    ({ shownAt, valueAt } = child);
  }
  return text.slice(0, found[shownAt]?.index).split('\n').length;
}

/** The members of the object, or the items of the list, that begins at a token; of anything else none. */
function childrenOf(tokens: readonly string[], at: number): Child[] {
  const isObject = tokens[at] === '{';
  if (!isObject && tokens[at] !== '[') return [];
  const children: Child[] = [];
  let next = at + 1;
  while (next < tokens.length && tokens[next] !== '}' && tokens[next] !== ']') {
    const key = isObject ? String(JSON.parse(tokens[next] ?? '""')) : String(children.length);
    const valueAt = isObject ? next + 2 : next;
    children.push({ key, shownAt: next, valueAt });
    next = endOf(tokens, valueAt);
    if (tokens[next] === ',') next += 1;
  }
  return children;
}

/** The token after the value that begins at `at`. */
function endOf(tokens: readonly string[], at: number): number {
  let [depth, next] = [0, at];
  do {
    const token = tokens[next] ?? '';
    if (token === '{' || token === '[') depth += 1;
    if (token === '}' || token === ']') depth -= 1;
    next += 1;
  } while (depth > 0 && next < tokens.length);
  return next;
}
