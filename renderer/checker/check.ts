import type { KeysResponse, VerifyResponse } from '../../server/verify/verify.contract.ts';
import { toVerdict, withServerWord, type Verdict } from './verdict.ts';
import { toCenterKeys, verifyOffline, type OfflineVerdict } from './verify-offline.ts';

/** The center's server, as far as it can be reached: null where it gave no usable answer. */
export type Server = {
  readonly verify: (blob: string) => Promise<VerifyResponse | null>;
  readonly keys: () => Promise<KeysResponse | null>;
};

/** `server`: what the center's server said, `asking` while it is still being asked. `fingerprint` of the key that signed. */
export type Finding = {
  readonly verdict: Verdict;
  readonly fingerprint: string | null;
  readonly server: 'asking' | 'asked' | 'away';
};

type Parts = { readonly published: KeysResponse; readonly server: Server };
export type Checker = ReturnType<typeof createChecker>;

/** Checks codes with the keys that came with the page, then asks the server what it knows besides. */
export function createChecker({ published, server }: Parts) {
  const keysAtHand = toCenterKeys(published);

  /** The finding of this page alone, and a promise of the one with the server's word. Of several blobs the best counts. */
  function check(blobs: readonly string[]): { readonly now: Finding; readonly later: Promise<Finding> } {
    const judged = blobs.map((blob) => ({ blob, offline: judge(blob) }));
    const best = judged.find(({ offline }) => !isIncomplete(offline)) ?? judged[0];
    if (!best) throw new Error('nothing to check');
    return { now: toFinding(best.offline, 'asking'), later: confirm(best.blob, best.offline) };
  }

  async function confirm(blob: string, offline: OfflineVerdict): Promise<Finding> {
    const answer = await server.verify(blob);
    if (!answer) return toFinding(offline, 'away');
    if (!isAtOdds(offline, answer)) return withAnswer(offline, answer);
    // The keys that came with the page may be older than a change of keys: look again with today's.
    const today = await server.keys();
    return withAnswer(today ? verifyOffline(blob, published.slug, toCenterKeys(today)) : offline, answer);
  }

  function judge(blob: string): OfflineVerdict {
    return verifyOffline(blob, published.slug, keysAtHand);
  }

  return { check };
}

function isIncomplete({ kind }: OfflineVerdict): boolean {
  return kind === 'cut' || kind === 'malformed';
}

function isAtOdds(offline: OfflineVerdict, answer: VerifyResponse): boolean {
  const isKeyMissing = offline.kind === 'altered' || offline.kind === 'no-keys';
  return withServerWord(offline, answer).kind === 'disagreement' || (isKeyMissing && answer.status !== undefined);
}

function withAnswer(offline: OfflineVerdict, answer: VerifyResponse): Finding {
  return { ...toFinding(offline, 'asked'), verdict: withServerWord(offline, answer) };
}

function toFinding(offline: OfflineVerdict, server: Finding['server']): Finding {
  const fingerprint = 'fingerprint' in offline ? offline.fingerprint : null;
  return { verdict: toVerdict(offline), fingerprint, server };
}
