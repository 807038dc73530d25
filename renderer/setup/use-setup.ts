import { useEffect, useState } from 'react';
import {
  type CenterRequest,
  setupCenterEndpoint,
  setupEndpoint,
  setupRestoreEndpoint,
  type SetupState,
} from '../../server/setup/setup.contract.ts';
import { call } from '../api/call.ts';
import type { Problem } from '../ui/problem.ts';

const askEveryMs = 400;

export type SetupFace = ReturnType<typeof useSetup>;

/** How far the program is, asked again while it is at work: its server is another one once there is a center. */
export function useSetup() {
  const [state, setState] = useState<SetupState | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const isWaiting = state === null || state.step === 'making';

  useEffect(() => {
    if (!isWaiting) return;
    const leaving = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    const ask = async () => {
      const answer = await call(setupEndpoint, {}, leaving.signal);
      if (leaving.signal.aborted) return;
      if (answer.ok) setState(answer.body);
      // Away for a moment: the one server is gone, the other not there yet.
      setProblem(answer.ok ? asProblem(answer.body) : answer.problem.status === 403 ? answer.problem : null);
      timer = setTimeout(() => void ask(), askEveryMs);
    };
    void ask();
    return () => {
      leaving.abort();
      clearTimeout(timer);
    };
  }, [isWaiting]);

  async function begin(wanted: CenterRequest): Promise<void> {
    setBusy(true);
    const answer = await call(setupCenterEndpoint, wanted);
    setBusy(false);
    if (answer.ok) setState(answer.body);
    setProblem(answer.ok ? null : answer.problem);
  }

  /** Whether the backup that was opened becomes the center. */
  async function decide(isWanted: boolean): Promise<void> {
    setBusy(true);
    const answer = await call(setupRestoreEndpoint, { is_wanted: isWanted });
    setBusy(false);
    if (answer.ok) setState(answer.body);
    setProblem(answer.ok ? null : answer.problem);
  }

  return { state, problem, busy, begin, decide, clear: () => setProblem(null) };
}

/** Why the last try failed, as if it had been answered so at once. */
function asProblem({ problem }: SetupState): Problem | null {
  return problem && { status: 400, code: problem.code, facts: problem.facts };
}
