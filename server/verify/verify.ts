import { toUnixSeconds, type Clock } from '../clock.ts';
import type { CertConfig } from '../config/cert-config.ts';
import { Refusal } from '../refusal.ts';
import { findAgeProblem, findOtherProject, type QrPayload, readBlob } from '../values/qr-payload.ts';
import type { SigningKeys } from './signing-keys.ts';
import type { KeysResponse, VerifyRequest, VerifyResponse } from './verify.contract.ts';

type Parts = {
  readonly config: CertConfig;
  readonly signingKeys: SigningKeys;
  readonly clock: Clock;
  /** What became of a certificate since; undefined where it is current. */
  readonly statusOf?: (payload: QrPayload) => 'replaced' | 'revoked' | undefined;
};
export type Verify = ReturnType<typeof createVerify>;

export function createVerify({ config, signingKeys, clock, statusOf = () => undefined }: Parts) {
  const { slug } = config.project;
  const { enabled, max_age_seconds } = config.features.qr_verify;

  /**
   * Whether a printed code is this center's. Looks at form, project, signature, age, in this order; the payload of a
   * code that fails is a claim. Refuses where verification is off, or the public key is of no use (told only to codes
   * that are read and name this project). Source: upstream api/verify.py.
   */
  function judge({ blob }: VerifyRequest): VerifyResponse {
    if (!enabled) throw new Refusal('not-configured', 'verify.off', 'QR verification is disabled for this project');
    const read = readBlob(blob);
    if (!read.ok) return { valid: false, reason: read.reason };
    const { payload, signed, signature } = read;
    const other = findOtherProject(payload, slug);
    if (other) return { valid: false, reason: other.reason, payload };

    const check = signingKeys.check(signed, signature);
    switch (check.is) {
      case 'unknown':
        throw new Refusal('not-configured', 'verify.key', 'verifier is not configured correctly');
      case 'invalid':
        return { valid: false, reason: 'signature does not match payload', payload };
      case 'withdrawn':
        return { valid: false, reason: `key withdrawn on ${check.on}`, payload, status: 'key-withdrawn' };
      case 'valid': {
        const problem = findAgeProblem(payload, toUnixSeconds(clock.now()), max_age_seconds);
        const told = problem ? { valid: false, reason: problem.reason, payload } : { valid: true, payload };
        const status = statusOf(payload);
        return status ? { ...told, status } : told;
      }
    }
  }

  /** The public keys, so that a page can judge codes without this server. */
  function listKeys(): KeysResponse {
    return { slug, keys: signingKeys.listPublicKeys() };
  }

  return { judge, listKeys };
}
