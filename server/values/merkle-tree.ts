/** SHA-256, handed in: Node and the browser have different ones. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

/** The roots of the perfect subtrees a log consists of, widest first: enough to go on from. */
export type Frontier = { readonly size: number; readonly hashes: readonly Uint8Array[] };

export type LogTree = ReturnType<typeof createLogTree>;

/** The Merkle tree of an append-only log; its memory grows with the logarithm. Source: RFC 6962 section 2.1. */
export function createLogTree(sha256: Sha256, from: Frontier = { size: 0, hashes: [] }) {
  const stack = [...from.hashes];
  let size = from.size;

  function push(leaf: Uint8Array): void {
    let hash = sha256(prefixed(0, leaf));
    for (let left = size; left % 2 === 1; left = (left - 1) / 2) {
      const sibling = stack.pop();
      if (!sibling) throw new Error('the frontier does not fit its size');
      hash = sha256(prefixed(1, sibling, hash));
    }
    stack.push(hash);
    size += 1;
  }

  function root(): Uint8Array {
    const [last = sha256(new Uint8Array()), ...rest] = stack.toReversed();
    return rest.reduce((right, left) => sha256(prefixed(1, left, right)), last);
  }

  const frontier = (): Frontier => ({ size, hashes: [...stack] });

  return { push, root, frontier };
}

function prefixed(kind: 0 | 1, ...parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 1));
  bytes[0] = kind;
  let at = 1;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
