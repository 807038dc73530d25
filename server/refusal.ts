import type { z } from 'zod';

/**
 * Why a request ends without what it asked for. The kind decides the HTTP status (http/errors.ts) and the exit code
 * (cli/errors.ts), the code is stable for pages and tests, the message is the text of the wire interface.
 */
export type RefusalKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'method'
  | 'timeout'
  | 'conflict'
  | 'too-large'
  | 'uri-too-long'
  | 'headers-too-large'
  | 'misdirected'
  | 'unprocessable'
  | 'too-many'
  | 'not-configured'
  | 'closed'
  | 'busy'
  | 'preparing'
  | 'disk-full'
  | 'unavailable';

export type RefusalFacts = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** The one class for an expected end; whatever else is thrown is a bug, caught at the door alone. */
export class Refusal extends Error {
  readonly kind: RefusalKind;
  readonly code: string;
  /** Further members of the JSON answer, such as `need_sbd` or `retry_after` (seconds). */
  readonly facts: RefusalFacts;

  constructor(kind: RefusalKind, code: string, message: string, facts: RefusalFacts = {}) {
    super(message);
    this.name = 'Refusal';
    this.kind = kind;
    this.code = code;
    this.facts = facts;
  }
}

/**
 * A request in its schema's shape, or the refusal of its first fault: the schema's own text where it has one, else
 * which member is wrong. A schema issue may carry its code as `params.code`.
 */
export function readRequest<Shape extends z.ZodType>(shape: Shape, asked: unknown): z.output<Shape> {
  const read = shape.safeParse(asked);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  if (issue?.code === 'custom') {
    const code: unknown = issue.params?.['code'];
    throw new Refusal('invalid', typeof code === 'string' ? code : 'request.invalid', issue.message);
  }
  throw new Refusal('invalid', 'request.invalid', textOf(issue));
}

/** Zod's own words begin with "Invalid" and name no member; a schema's own text says all. */
function textOf(issue: z.core.$ZodIssue | undefined): string {
  if (issue === undefined) return 'request is not valid';
  return issue.message.startsWith('Invalid') ? `'${issue.path.join('.')}' is not valid` : issue.message;
}
