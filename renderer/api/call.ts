import type { z } from 'zod';
import type { Endpoint } from '../../server/http/endpoint.contract.ts';
import type { Problem } from '../ui/problem.ts';

export type Called<Body> =
  { readonly ok: true; readonly body: Body } | { readonly ok: false; readonly problem: Problem };

/** Why the page gave up by itself, told from the server's refusals by a status of 0. */
export const abortedCode = 'page.aborted';

const deadlineMs = 20_000;

/**
 * Sends one request to an endpoint; path and shapes come with it. Never throws; an abort is a problem too. Absent members
 * are the server's to default. `token` is that of a signed-in user.
 */
export async function call<Request extends z.ZodType, Response extends z.ZodType>(
  endpoint: Endpoint<Request, Response>,
  request: Partial<z.input<Request>>,
  signal?: AbortSignal,
  token?: string,
): Promise<Called<z.output<Response>>> {
  const sent = await send(endpoint, request, signal, token);
  if (!sent.ok) return sent;
  const body = endpoint.response.safeParse(await readJson(sent.body));
  if (!body.success) return { ok: false, problem: { status: 500, code: 'page.unexpected-answer' } };
  return { ok: true, body: body.data };
}

/** As `call`, for an endpoint that answers a file. */
export async function callForFile<Request extends z.ZodType>(
  endpoint: Endpoint<Request, z.ZodNever>,
  request: Partial<z.input<Request>>,
  signal?: AbortSignal,
  token?: string,
): Promise<Called<{ readonly file: Blob; readonly fileName: string; readonly headers: Headers }>> {
  const sent = await send(endpoint, request, signal, token);
  if (!sent.ok) return sent;
  const { headers } = sent.body;
  const fileName = /filename="([^"]+)"/.exec(headers.get('Content-Disposition') ?? '')?.[1] ?? 'certificate.pdf';
  try {
    return { ok: true, body: { file: await sent.body.blob(), fileName, headers } };
  } catch {
    return { ok: false, problem: awayProblem(signal) };
  }
}

async function send(
  endpoint: Endpoint,
  request: unknown,
  signal?: AbortSignal,
  token?: string,
): Promise<Called<Response>> {
  const deadline = AbortSignal.timeout(deadlineMs);
  try {
    const answer = await fetch(endpoint.path, {
      method: endpoint.method.toUpperCase(),
      cache: 'no-store',
      signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
      headers: {
        ...(endpoint.method === 'post' && { 'Content-Type': 'application/json' }),
        ...(token !== undefined && { Authorization: `Bearer ${token}` }),
      },
      ...(endpoint.method === 'post' && { body: JSON.stringify(request) }),
    });
    return answer.ok ? { ok: true, body: answer } : { ok: false, problem: await readProblem(answer) };
  } catch {
    return { ok: false, problem: awayProblem(signal) };
  }
}

function awayProblem(signal?: AbortSignal): Problem {
  return { status: 0, code: signal?.aborted ? abortedCode : 'page.server-away' };
}

async function readProblem(answer: Response): Promise<Problem> {
  const body = await readJson(answer);
  const told = typeof body === 'object' && body !== null ? body : {};
  const retryAfter = Number(answer.headers.get('Retry-After') ?? NaN);
  return {
    status: answer.status,
    code: 'code' in told && typeof told.code === 'string' ? told.code : `http.${answer.status}`,
    needSbd: 'need_sbd' in told && told.need_sbd === true,
    ...(Number.isFinite(retryAfter) && { retryAfter }),
    facts: { ...told },
    ...('id' in told && typeof told.id === 'string' && { id: told.id }),
  };
}

async function readJson(answer: Response): Promise<unknown> {
  try {
    return await answer.json();
  } catch {
    // An answer that is no JSON comes from something between us and the server; its status says all there is.
    return null;
  }
}
