import type { z } from 'zod';
import { useRef, useState } from 'react';
import { auditFindEndpoint, auditVerdictEndpoint, type AuditEntryShown } from '../../../server/audit/audit.contract.ts';
import { useQueryClient } from '@tanstack/react-query';
import { usePanelEvent } from '../../api/panel-events.tsx';
import { useAsk } from '../../api/use-ask.ts';
import { useCall } from '../../api/use-call.ts';
import type { Problem } from '../../ui/problem.ts';

export type LogFilter = {
  readonly person: string;
  readonly actions: readonly string[];
  readonly target: string;
  readonly from: string;
  readonly to: string;
};
type Older = { readonly rows: readonly AuditEntryShown[]; readonly next: number | null };

export type LogRows = {
  readonly rows: readonly AuditEntryShown[] | undefined;
  readonly total: number;
  readonly problem: Problem | null;
  readonly retry: () => void;
  /** Entries came while older ones were being read. */
  readonly hasNews: boolean;
  readonly showNews: () => void;
  /** The end of what is here is in sight. */
  readonly fetchOlder: () => void;
};

const pageRows = 100;

type Page = z.infer<typeof auditFindEndpoint.response>;

/**
 * The entries that fit, newest first. The first page follows the log as it grows; once older ones were fetched, what is
 * on the screen stays where it is, and news are offered.
 */
export function useLog(filter: LogFilter): LogRows {
  const callAs = useCall();
  const queries = useQueryClient();
  const [older, setOlder] = useState<Older | null>(null);
  const [top, setTop] = useState<number | null>(null);
  const isFetching = useRef(false);
  const asked = { ...filter, actions: [...filter.actions] };
  const first = useAsk(auditFindEndpoint, { ...asked, limit: pageRows, before: top }, { keepLast: true });
  const news = useAsk(
    auditFindEndpoint,
    { ...asked, limit: 1, after: top === null ? null : top - 1 },
    { enabled: top !== null },
  );
  usePanelEvent('audit', () => {
    for (const { path } of [auditFindEndpoint, auditVerdictEndpoint]) {
      void queries.invalidateQueries({ queryKey: [path] });
    }
  });

  const { rows, next, total, newest } = shownOf(first.body, older);

  async function fetchOlder(): Promise<void> {
    if (next === null || isFetching.current) return;
    isFetching.current = true;
    const answer = await callAs(auditFindEndpoint, { ...asked, limit: pageRows, before: next });
    isFetching.current = false;
    if (!answer.ok) return;
    if (top === null) setTop(newest + 1);
    setOlder({ rows: [...(older?.rows ?? []), ...answer.body.rows], next: answer.body.next });
  }

  return {
    rows,
    total,
    problem: first.problem,
    retry: first.retry,
    hasNews: top !== null && (news.body?.rows.length ?? 0) > 0,
    showNews: () => {
      setTop(null);
      setOlder(null);
    },
    fetchOlder: () => void fetchOlder(),
  };
}

/** The first page with what was fetched behind it. */
function shownOf(first: Page | undefined, older: Older | null) {
  if (!first) return { rows: undefined, next: older?.next ?? null, total: 0, newest: 0 };
  const rows = older ? [...first.rows, ...older.rows] : first.rows;
  return { rows, next: older ? older.next : first.next, total: first.total, newest: first.rows[0]?.seq ?? 0 };
}
