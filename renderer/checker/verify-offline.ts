import { sha256 } from '@noble/hashes/sha2.js';
import { findOtherProject, readBlob, type QrPayload } from '../../server/values/qr-payload.ts';
import type { KeysResponse, PublicKeyEntry } from '../../server/verify/verify.contract.ts';
import { readRsaPublicKey, toHex, type RsaPublicKey } from './rsa-key.ts';
import { verifyPss } from './rsa-pss.ts';

const base64urlOnly = /^[\w-]*$/;

/** A public key of the center, ready for use. `fingerprint`: first 8 bytes of SHA-256 of its DER, as people read it. */
export type CenterKey = {
  readonly key: RsaPublicKey;
  readonly fingerprint: string;
  readonly isWithdrawn: boolean;
};

/**
 * What this page alone can say of a blob. `no-name`: signed by the center, but the code carries no name, so it proves
 * nothing about the person until someone compares. `cut`: shorter than any code of this center, as a link copied in
 * part is; nothing can be said then.
 */
export type OfflineVerdict =
  | { readonly kind: 'no-name'; readonly payload: QrPayload; readonly fingerprint: string }
  | { readonly kind: 'key-withdrawn'; readonly payload: QrPayload; readonly fingerprint: string }
  | { readonly kind: 'other-center' | 'altered'; readonly claims: QrPayload }
  | { readonly kind: 'malformed' | 'cut' | 'no-keys' };

/** Keys that cannot be read are left out: they can sign nothing either. */
export function toCenterKeys({ keys }: KeysResponse): readonly CenterKey[] {
  return keys.map(toCenterKey).filter((key) => key !== null);
}

/** Checks in the order of the server: form, project, signature. Source: upstream api/verify.py. */
export function verifyOffline(blob: string, slug: string, keys: readonly CenterKey[]): OfflineVerdict {
  if (isCut(blob, keys)) return { kind: 'cut' };
  const read = readBlob(blob);
  if (!read.ok) return { kind: 'malformed' };
  const { payload, signed, signature } = read;
  if (findOtherProject(payload, slug)) return { kind: 'other-center', claims: payload };
  if (keys.length === 0) return { kind: 'no-keys' };
  const signer = keys.find(({ key }) => verifyPss(key, signed, signature));
  if (!signer) return { kind: 'altered', claims: payload };
  return { kind: signer.isWithdrawn ? 'key-withdrawn' : 'no-name', payload, fingerprint: signer.fingerprint };
}

/** Ends before its signature does, though all that is there is well formed. */
function isCut(blob: string, keys: readonly CenterKey[]): boolean {
  const dot = blob.indexOf('.');
  if (dot < 0) return base64urlOnly.test(blob);
  const signature = blob.slice(dot + 1);
  const shortest = Math.min(...keys.map(({ key }) => Math.ceil((Math.ceil(key.bits / 8) * 4) / 3)));
  if (keys.length === 0 || signature.length >= shortest || !base64urlOnly.test(signature)) return false;
  // Any signature does: it is the content's form that is asked after.
  return readBlob(`${blob.slice(0, dot)}.AA`).ok;
}

function toCenterKey({ spki, status }: PublicKeyEntry): CenterKey | null {
  const der = fromBase64(spki);
  const key = der && readRsaPublicKey(der);
  if (!key) return null;
  return { key, fingerprint: toFingerprint(der), isWithdrawn: status === 'compromised' };
}

function toFingerprint(der: Uint8Array): string {
  const hex = toHex(sha256(der).subarray(0, 8)).toUpperCase();
  return hex.match(/.{4}/g)?.join(' ') ?? hex;
}

function fromBase64(text: string): Uint8Array | null {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    // Not base64: the key is unreadable, which the caller is told.
    return null;
  }
}
