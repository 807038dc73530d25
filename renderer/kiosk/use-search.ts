import { useEffect, useEffectEvent, type Dispatch } from 'react';
import { searchEndpoint } from '../../server/search/search.contract.ts';
import { call } from '../api/call.ts';
import { toStudentRequest } from './student-request.ts';
import type { Answer, KioskEvent, KioskState } from './views.ts';

/** Looks for the student while the state says so; leaving that state gives the request up. */
export function useSearch({ view, entries }: KioskState, dispatch: Dispatch<KioskEvent>): void {
  const answer = view.kind === 'looking' ? view.answer : null;
  const look = useEffectEvent(async (given: Answer, signal: AbortSignal) => {
    const found = await call(searchEndpoint, { ...toStudentRequest(entries), ...given }, signal);
    if (signal.aborted) return;
    if (found.ok) dispatch({ kind: 'found', found: found.body });
    else dispatch({ kind: 'refused', problem: found.problem, answer: given });
  });
  useEffect(() => {
    if (!answer) return;
    const stop = new AbortController();
    void look(answer, stop.signal);
    return () => stop.abort();
  }, [answer]);
}
