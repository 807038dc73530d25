import { type AuditHead, type AuditRow, type ChainFault, createChainCheck, leafOf } from './audit-row.ts';
import type { Checkpoint } from './checkpoint-note.ts';
import { toHex } from './hex.ts';
import { createLogTree, type Sha256 } from './merkle-tree.ts';

/** `checkpoint`: from this entry on the rows are not those that a signed checkpoint was made of. */
export type LogFault = ChainFault | { readonly seq: number; readonly kind: 'checkpoint' };

type Parts = {
  readonly sha256: Sha256;
  /** Signed by this center, in any order. */
  readonly checkpoints: readonly Pick<Checkpoint, 'size' | 'root'>[];
};

export type LogProof = ReturnType<typeof createLogProof>;

/** Follows a whole log from its first row: the chain, and the tree at each checkpoint. Stops at the first fault. */
export function createLogProof({ sha256, checkpoints }: Parts) {
  const chain = createChainCheck(sha256);
  const tree = createLogTree(sha256);
  const ahead = checkpoints.filter(({ size }) => size > 0).sort((one, other) => other.size - one.size);
  let rows = 0;
  /** The rows up to here are those of a checkpoint. */
  let proven = 0;

  function push(row: AuditRow): LogFault | null {
    rows += 1;
    const fault = chain.push(row);
    if (fault) return fault;
    tree.push(leafOf(row));
    for (let next = ahead.at(-1); next?.size === rows; next = ahead.at(-1)) {
      if (next.root !== toHex(tree.root())) return { seq: proven + 1, kind: 'checkpoint' };
      proven = rows;
      ahead.pop();
    }
    return null;
  }

  /** A checkpoint of more rows than there are shows that the end was cut, whatever the head says. */
  function end(head: AuditHead): LogFault | null {
    const fault = chain.end(head);
    if (fault || ahead.length === 0) return fault;
    return { seq: rows + 1, kind: 'cut' };
  }

  return { push, end };
}
