import type { z } from 'zod';
import type { Role } from '../caller.ts';

/** Who may call: anyone, or a signed-in user of at least this role (super-admin > admin > viewer). */
export type Access = 'public' | Role;

type EndpointMethod = 'get' | 'post';

/** One route of the API, said once: server and page read path and shapes from here. */
export type Endpoint<
  Request extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
  Allowed extends Access = Access,
> = {
  readonly method: EndpointMethod;
  readonly path: `/${string}`;
  readonly access: Allowed;
  readonly request: Request;
  readonly response: Response;
  /**
   * The password or the second factor must have been given within five minutes (else 403 `auth.step-up`: the page asks
   * and tries again), over TLS or from the PC itself (else 403 `auth.needs-private-line`): users, keys, restore,
   * secrets, export of whole lists.
   */
  readonly isSensitive?: true;
  /** Asked by the page of its own accord: does not keep an idle session alive. */
  readonly isPassive?: true;
  /** Changes no more than the log: goes on while a list is written, when others wait. Every GET is so. */
  readonly isReading?: true;
  /** Open to who signed in by a one-time code and has yet to set a password (else 403 `auth.password-due`). */
  readonly isOpenBeforePasswordChange?: true;
  /** Statuses that differ from the table of http/errors.ts, by refusal code or kind: upstream's odd ones. */
  readonly statuses?: Readonly<Record<string, number>>;
};

/** What an endpoint asks of a session beyond its role. */
export type Demands = Pick<Endpoint, 'isSensitive' | 'isPassive' | 'isOpenBeforePasswordChange'>;

/** Types an endpoint without widening its schemas or its access. */
export function defineEndpoint<Request extends z.ZodType, Response extends z.ZodType, Allowed extends Access>(
  endpoint: Endpoint<Request, Response, Allowed>,
): Endpoint<Request, Response, Allowed> {
  return endpoint;
}

/** What every refused call answers. `code` is stable and ours; pages take their words from it, never from `error`. */
export type ProblemBody = {
  readonly error: string;
  readonly code: string;
  readonly need_sbd?: boolean;
  readonly retry_after?: number;
  readonly id?: string;
};
