import { useCallback } from 'react';
import type { z } from 'zod';
import type { Endpoint } from '../../server/http/endpoint.contract.ts';
import type { Problem } from '../ui/problem.ts';
import { call, callForFile, type Called } from './call.ts';
import { useSession } from './session.tsx';

/** `call` in the name of who is signed in. */
export function useCall() {
  const asUser = useAsUser();
  return useCallback(
    <Request extends z.ZodType, Response extends z.ZodType>(
      endpoint: Endpoint<Request, Response>,
      request: Partial<z.input<Request>>,
      signal?: AbortSignal,
    ): Promise<Called<z.output<Response>>> => asUser((token) => call(endpoint, request, signal, token)),
    [asUser],
  );
}

/** `callForFile` in the name of who is signed in. */
export function useCallForFile() {
  const asUser = useAsUser();
  return useCallback(
    <Request extends z.ZodType>(endpoint: Endpoint<Request, z.ZodNever>, request: Partial<z.input<Request>>) =>
      asUser((token) => callForFile(endpoint, request, undefined, token)),
    [asUser],
  );
}

/**
 * Where the server takes the token no more, the sign-in comes up; where it wants the password once more, that is asked
 * for and the call made again.
 */
function useAsUser() {
  const { session, expire, confirmAgain } = useSession();
  const token = session?.token;
  return useCallback(
    async <Body>(send: (token?: string) => Promise<Called<Body>>): Promise<Called<Body>> => {
      const answer = await send(token);
      if (answer.ok || token === undefined) return answer;
      if (isSessionOver(answer.problem)) expire(token);
      if (answer.problem.code !== 'auth.step-up' || !(await confirmAgain())) return answer;
      return send(token);
    },
    [token, expire, confirmAgain],
  );
}

/** The token was refused, not a password asked for beside it. Some routes of the wire answer it with another status. */
function isSessionOver({ code }: Problem): boolean {
  return code.startsWith('auth.token-');
}
