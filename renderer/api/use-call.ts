import { useCallback } from 'react';
import type { z } from 'zod';
import type { Endpoint } from '../../server/http/endpoint.contract.ts';
import type { Problem } from '../ui/problem.ts';
import { call, type Called } from './call.ts';
import { useSession } from './session.tsx';

/** `call` in the name of who is signed in. Where the server takes the token no more, the sign-in comes up. */
export function useCall() {
  const { session, expire } = useSession();
  const token = session?.token;
  return useCallback(
    async <Request extends z.ZodType, Response extends z.ZodType>(
      endpoint: Endpoint<Request, Response>,
      request: Partial<z.input<Request>>,
      signal?: AbortSignal,
    ): Promise<Called<z.output<Response>>> => {
      const answer = await call(endpoint, request, signal, token);
      if (!answer.ok && token !== undefined && isSessionOver(answer.problem)) expire(token);
      return answer;
    },
    [token, expire],
  );
}

/** The token was refused, not a password asked for beside it. */
export function isSessionOver({ status, code }: Problem): boolean {
  return status === 401 && code.startsWith('auth.token-');
}
