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
  | 'too-large'
  | 'uri-too-long'
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
