import type { z } from 'zod';
import type { Actor, Caller, Role, SignedInCaller } from '../caller.ts';
import { readRequest } from '../refusal.ts';
import type { Demands, Endpoint } from './endpoint.contract.ts';
import type { UploadedFile } from '../uploaded-file.ts';

/** The user behind a token, of at least this role; refuses otherwise. Source: auth/sessions.ts. */
export type Authenticate = (token: string, least: Role, caller: Caller, demands?: Demands) => Promise<Actor>;

/** Bytes instead of JSON. The parts are sent one after the other and never copied together. */
export type FileAnswer = {
  readonly [fileMark]: true;
  readonly contentType: string;
  readonly fileName: string;
  readonly parts: readonly Uint8Array[];
  /** Sent instead of the parts, and removed afterwards: for what is too big to hold. */
  readonly scratchPath?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

const fileMark = Symbol('file');

/** What a handler returns to send a file for download. */
export function file(answer: Omit<FileAnswer, typeof fileMark>): FileAnswer {
  return { [fileMark]: true, ...answer };
}

export function isFile(answer: unknown): answer is FileAnswer {
  return typeof answer === 'object' && answer !== null && fileMark in answer;
}

/** A route ready to answer: what comes in is parsed, who asks is known, what goes out is cut to the contract. */
export type Route = {
  readonly endpoint: Endpoint;
  /** Runs before the body is read, for limits that count even broken requests. */
  readonly admit: ((caller: Caller) => Promise<void>) | undefined;
  readonly answer: (body: IncomingBody, caller: Caller, authenticate: Authenticate) => Promise<unknown>;
};

/** What came with a request, read only when a route asks for it. */
export type IncomingBody = {
  /** The JSON object; `{}` where there is none, and for GET. Source: http/read-body.ts. */
  readonly json: () => Promise<object>;
  readonly upload: (maxBytes: number) => UploadedFile;
};

type Answer<S extends z.ZodType> = z.input<S> | FileAnswer;
type Handler<Q extends z.ZodType, S extends z.ZodType, C extends Caller> = (
  asked: z.output<Q>,
  caller: C,
) => Answer<S> | Promise<Answer<S>>;

/** A route for anyone. Handlers return data or a `file(...)`. */
export function serve<Q extends z.ZodType, S extends z.ZodType>(
  endpoint: Endpoint<Q, S, 'public'>,
  handler: Handler<Q, S, Caller>,
  admit?: (caller: Caller) => Promise<void>,
): Route {
  return {
    endpoint,
    admit,
    answer: async (body, caller) =>
      cut(endpoint.response, await handler(readRequest(endpoint.request, await body.json()), caller)),
  };
}

/** A route for signed-in users of at least the endpoint's role: the token speaks before the shape of the body. */
export function serveSignedIn<Q extends z.ZodType, S extends z.ZodType>(
  endpoint: Endpoint<Q, S, Role>,
  handler: Handler<Q, S, SignedInCaller>,
): Route {
  return {
    endpoint,
    admit: undefined,
    answer: async (body, caller, authenticate) => {
      const asked = await body.json();
      const actor = await authenticate(tokenOf(asked, caller), endpoint.access, caller, endpoint);
      return cut(endpoint.response, await handler(readRequest(endpoint.request, asked), { ...caller, actor }));
    },
  };
}

/** A route that takes a file as its bare body; the token comes as Bearer and is checked before a byte is read. */
export function serveUpload<Q extends z.ZodType, S extends z.ZodType>(
  endpoint: Endpoint<Q, S, Role>,
  maxBytes: number,
  handler: (upload: UploadedFile, caller: SignedInCaller) => Promise<z.input<S>>,
): Route {
  return {
    endpoint,
    admit: undefined,
    answer: async (body, caller, authenticate) => {
      const actor = await authenticate(caller.bearer ?? '', endpoint.access, caller, endpoint);
      return cut(endpoint.response, await handler(body.upload(maxBytes), { ...caller, actor }));
    },
  };
}

function cut(response: z.ZodType, answer: unknown): unknown {
  return isFile(answer) ? answer : response.parse(answer);
}

function tokenOf(body: object, { bearer }: Caller): string {
  if (bearer !== undefined) return bearer;
  if (!('token' in body)) return '';
  return typeof body.token === 'string' ? body.token : '';
}
