import type { QrPayload } from '../../server/values/qr-payload.ts';
import type { VerifyResponse } from '../../server/verify/verify.contract.ts';
import type { OfflineVerdict } from './verify-offline.ts';

/**
 * What the reader is told. Codes that are proven carry a `payload`, codes that failed only `claims`.
 * `disagreement`: this page and the center's server came to different answers, so none is given.
 */
export type Verdict =
  | { readonly kind: 'no-name' | 'replaced' | 'revoked' | 'expired'; readonly payload: QrPayload }
  | { readonly kind: 'key-withdrawn' | 'altered' | 'other-center' | 'future'; readonly claims: QrPayload }
  | { readonly kind: 'malformed' | 'cut' | 'no-keys' | 'disagreement' };

export type VerdictKind = Verdict['kind'];

/** The verdict while the server is not, or cannot be, asked. */
export function toVerdict(offline: OfflineVerdict): Verdict {
  if (offline.kind === 'key-withdrawn') return { kind: 'key-withdrawn', claims: offline.payload };
  return offline;
}

/**
 * The verdict with the server's word added. The server may know more (a replacement, a withdrawn key, an age limit);
 * it never turns a code good that this page found bad, nor bad without a reason this page understands.
 */
export function withServerWord(offline: OfflineVerdict, answer: VerifyResponse): Verdict {
  const mine = toVerdict(offline);
  if (offline.kind === 'no-name') return forGenuine(offline.payload, answer);
  if (offline.kind === 'key-withdrawn' || !answer.valid) return mine;
  return { kind: 'disagreement' };
}

/** What the code says, proven or not; null where it could not be read. */
export function toSaid(verdict: Verdict): QrPayload | null {
  if ('payload' in verdict) return verdict.payload;
  return 'claims' in verdict ? verdict.claims : null;
}

function forGenuine(payload: QrPayload, { valid, status, reason = '' }: VerifyResponse): Verdict {
  if (status === 'key-withdrawn') return { kind: status, claims: payload };
  if (status) return { kind: status, payload };
  if (valid) return { kind: 'no-name', payload };
  if (reason.startsWith('certificate expired')) return { kind: 'expired', payload };
  if (reason.startsWith('certificate issued in the future')) return { kind: 'future', claims: payload };
  return { kind: 'disagreement' };
}
