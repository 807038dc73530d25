import { useEffect, useEffectEvent, useState } from 'react';
import { captchaEndpoint, type CaptchaResponse } from '../../../server/captcha/captcha.contract.ts';
import { call } from '../../api/call.ts';
import type { Problem } from '../../ui/problem.ts';

/** The server forgets a sum after 300 s. */
const renewMs = 240_000;

type Sum = CaptchaResponse & {
  /** Counts the sums of this screen; above 1 the student is told that it is another one. */
  readonly number: number;
};

/** A sum from the server, renewed before it expires; `another` asks for one at once. */
export function useSum(onProblem: (problem: Problem) => void): { sum: Sum | null; another: () => void } {
  const [sum, setSum] = useState<Sum | null>(null);
  const [wanted, setWanted] = useState(1);
  const fail = useEffectEvent(onProblem);
  useEffect(() => {
    const stop = new AbortController();
    void (async () => {
      const answer = await call(captchaEndpoint, {}, stop.signal);
      if (stop.signal.aborted) return;
      if (answer.ok) setSum({ ...answer.body, number: wanted });
      else fail(answer.problem);
    })();
    const timer = setTimeout(() => setWanted((number) => number + 1), renewMs);
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [wanted]);
  return { sum, another: () => setWanted((number) => number + 1) };
}
