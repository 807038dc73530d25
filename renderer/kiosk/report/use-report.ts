import { useState } from 'react';
import { nameRequestEndpoint, type NameRequestAnswer } from '../../../server/name-requests/name-requests.contract.ts';
import { call } from '../../api/call.ts';
import type { Problem } from '../../ui/problem.ts';
import type { Answer } from '../views.ts';

export type Wrong = 'name' | 'dob' | 'other';

type Report = {
  readonly isBusy: boolean;
  readonly sent: NameRequestAnswer | null;
  readonly problem: Problem | null;
  readonly send: (what: Wrong, rightValue: string) => Promise<void>;
};

/** Sends what is wrong with the pass of the result; `onPass` gets the next one, null where that one was used up. */
export function useReport(pass: Answer | null, onPass: (pass: Answer | null) => void): Report {
  const [isBusy, setBusy] = useState(false);
  const [sent, setSent] = useState<NameRequestAnswer | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);

  async function send(what: Wrong, rightValue: string): Promise<void> {
    setBusy(true);
    setProblem(null);
    const answer = await call(nameRequestEndpoint, { ...pass, what, right_value: rightValue });
    setBusy(false);
    if (answer.ok) {
      setSent(answer.body);
      onPass(answer.body.pass);
      return;
    }
    setProblem(answer.problem);
    // Whatever came after the pass was looked at has used it up.
    if (answer.problem.status !== 0 && answer.problem.code !== 'request.invalid') onPass(null);
  }

  return { isBusy, sent, problem, send };
}
