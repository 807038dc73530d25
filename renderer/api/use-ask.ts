import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { z } from 'zod';
import type { Endpoint } from '../../server/http/endpoint.contract.ts';
import type { Problem } from '../ui/problem.ts';
import type { Called } from './call.ts';
import { useCall } from './use-call.ts';

/** A refused call as TanStack Query wants it: thrown. */
class AskError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.code);
    this.problem = problem;
  }
}

type AskOptions = {
  /** False: not asked yet. */
  readonly enabled?: boolean;
  /** Asks again after so long, while the window is seen. */
  readonly everyMs?: number;
  /** The last answer stays while another request of the same endpoint is on its way: no skeleton between pages. */
  readonly keepLast?: boolean;
};

export type Asked<Body> = {
  readonly body: Body | undefined;
  readonly problem: Problem | null;
  /** On its way, be it the first time or again. */
  readonly isAsking: boolean;
  readonly retry: () => void;
};

/** Reads from an endpoint and keeps the answer under its path and request; `useSend` makes it fresh again. */
export function useAsk<Request extends z.ZodType, Response extends z.ZodType>(
  endpoint: Endpoint<Request, Response>,
  request: Partial<z.input<Request>>,
  { enabled = true, everyMs, keepLast = false }: AskOptions = {},
): Asked<z.output<Response>> {
  const callAs = useCall();
  const { data, error, isFetching, refetch } = useQuery<z.output<Response>, AskError>({
    queryKey: [endpoint.path, request],
    queryFn: async ({ signal }) => {
      const answer = await callAs(endpoint, request, signal);
      if (!answer.ok) throw new AskError(answer.problem);
      return answer.body;
    },
    enabled,
    retry: (count, { problem }) => count < 2 && isPassing(problem),
    ...(everyMs !== undefined && { refetchInterval: everyMs }),
    ...(keepLast && { placeholderData: keepPreviousData }),
  });
  return { body: data, problem: error?.problem ?? null, isAsking: isFetching, retry: () => void refetch() };
}

/** The server is away or busy for a moment; anything else stays as it is when asked again. */
function isPassing({ status }: Problem): boolean {
  return status === 0 || status === 503;
}

type SendOptions = {
  /** Paths whose answers are out of date after this one. */
  readonly refreshes?: readonly string[];
};

export type Send<Request extends z.ZodType, Response extends z.ZodType> = {
  readonly send: (request: Partial<z.input<Request>>) => Promise<Called<z.output<Response>>>;
  readonly busy: boolean;
  readonly problem: Problem | null;
  readonly clear: () => void;
};

/** Writes through an endpoint. Never throws; the last refusal is kept for `ProblemText` until the next try. */
export function useSend<Request extends z.ZodType, Response extends z.ZodType>(
  endpoint: Endpoint<Request, Response>,
  { refreshes = [] }: SendOptions = {},
): Send<Request, Response> {
  const callAs = useCall();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  async function send(request: Partial<z.input<Request>>): Promise<Called<z.output<Response>>> {
    setBusy(true);
    const answer = await callAs(endpoint, request);
    setBusy(false);
    setProblem(answer.ok ? null : answer.problem);
    if (answer.ok) await Promise.all(refreshes.map((path) => queries.invalidateQueries({ queryKey: [path] })));
    return answer;
  }

  return { send, busy, problem, clear: () => setProblem(null) };
}
