import type { Catalog, TextFacts, TextKey } from '../../server/i18n/translate.ts';

/** Why a call gave no answer. `status` 0: the server could not be reached. `code` is the wire's stable code. */
export type Problem = {
  readonly status: number;
  readonly code: string;
  readonly needSbd?: boolean;
  /** Seconds until it may be tried again. */
  readonly retryAfter?: number;
  /** Names the fault in the server's log. */
  readonly id?: string;
  /** What else the server said beside the code, such as the value a field has by now. */
  readonly facts?: Readonly<Record<string, unknown>>;
};

const byStatus: Readonly<Record<number, TextKey>> = {
  0: 'error.server-away',
  408: 'error.slow',
  413: 'error.too-large',
  429: 'error.limit',
  503: 'error.busy',
  507: 'error.disk-full',
};

/**
 * The reader's words for a problem; the server's own text is never shown. By its code where there are words for it (for
 * staff first: only their pages carry those), else by its status.
 */
export function problemText({ code, status }: Problem, isText: Catalog['isText']): TextKey {
  const own = [`panel.error.${code}`, `setup.error.${code}`, `error.${code}`].find(isText);
  return own ?? byStatus[status] ?? 'error.unknown';
}

/** What the words of a problem may name: its numbers and texts. */
export function problemFacts({ code, id, retryAfter, facts = {} }: Problem): TextFacts {
  const said = Object.entries(facts).filter(
    (fact): fact is [string, string | number] => typeof fact[1] === 'string' || typeof fact[1] === 'number',
  );
  return { ...Object.fromEntries(said), code: id ?? code, seconds: retryAfter ?? 30 };
}
