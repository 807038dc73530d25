import { useSearchParams } from 'react-router';
import {
  commitImportEndpoint,
  discardImportEndpoint,
  importLinesEndpoint,
  importStateEndpoint,
  openImportsEndpoint,
  reviewImportEndpoint,
  tickImportEndpoint,
} from '../../../server/ingest/imports.contract.ts';
import { cancelJobEndpoint } from '../../../server/jobs/jobs.contract.ts';
import { usePanelEvent } from '../../api/panel-events.tsx';
import { useAsk, useSend } from '../../api/use-ask.ts';

/** For a page that hears of no events, since too many listen. */
const askMs = 15_000;

/** The import in the address of the page, followed while it is read and written; what can be done with it. */
export function useImport() {
  const [params, setParams] = useSearchParams();
  const id = params.get('import');
  const offered = params.get('offered');
  const isReview = params.get('step') === 'review';
  const state = useAsk(importStateEndpoint, { id: id ?? '' }, { enabled: id !== null, everyMs: askMs });
  usePanelEvent('jobs', state.retry);
  const refreshes = [importStateEndpoint.path, openImportsEndpoint.path];
  const review = useSend(reviewImportEndpoint, { refreshes: [...refreshes, importLinesEndpoint.path] });
  const tick = useSend(tickImportEndpoint, { refreshes: [importStateEndpoint.path, importLinesEndpoint.path] });
  const commit = useSend(commitImportEndpoint, { refreshes });
  const cancel = useSend(cancelJobEndpoint, { refreshes });
  const discard = useSend(discardImportEndpoint, { refreshes });

  function open(next: string | null, step: 'columns' | 'review' = 'columns'): void {
    setParams(next === null ? {} : { import: next, ...(step === 'review' && { step }) });
  }

  return { id, offered, isReview, state, review, tick, commit, cancel, discard, open };
}

export type ImportFace = ReturnType<typeof useImport>;
