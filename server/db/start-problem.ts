/** Why a center folder cannot be opened. */
export type StartProblemKind =
  | 'in-use' // another program has the folder open (exit 3)
  | 'newer' // a newer program has used it (exit 5)
  | 'damaged' // the database is no whole database
  | 'foreign' // it is whole, but not ours and not upstream's
  | 'unwritable' // rights are missing
  | 'network' // it lies on another machine's disk (exit 1)
  | 'no-room'; // its own bytes do not fit on the disk

export type StartFacts = Readonly<Record<string, string | number>>;

/** Ends a start, with the path it is about and a sentence that names the remedy. */
export class StartProblem extends Error {
  readonly kind: StartProblemKind;
  readonly path: string;
  /** What the text of this kind in the catalogs takes beside the path. */
  readonly facts: StartFacts;

  constructor(kind: StartProblemKind, path: string, message: string, facts: StartFacts = {}) {
    super(message);
    this.name = 'StartProblem';
    this.kind = kind;
    this.path = path;
    this.facts = facts;
  }
}
