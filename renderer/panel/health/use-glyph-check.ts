import { checkGlyphsEndpoint, glyphsEndpoint } from '../../../server/health/health.contract.ts';
import { cancelJobEndpoint } from '../../../server/jobs/jobs.contract.ts';
import { usePanelEvent } from '../../api/panel-events.tsx';
import { useAsk, useSend } from '../../api/use-ask.ts';

/** For a page that hears of no events, since too many listen. */
const askMs = 5_000;

/** Whether every row's certificate can be drawn: what was found, what runs, and how to begin and stop it. */
export function useGlyphCheck() {
  const { body, problem, retry } = useAsk(glyphsEndpoint, {}, { everyMs: askMs });
  usePanelEvent('jobs', retry);
  const refreshes = [glyphsEndpoint.path];
  return {
    job: body?.job ?? null,
    report: body?.report ?? null,
    isKnown: body !== undefined,
    problem,
    start: useSend(checkGlyphsEndpoint, { refreshes }),
    cancel: useSend(cancelJobEndpoint, { refreshes }),
  };
}
