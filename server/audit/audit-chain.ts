import { createPublicKey, hash, type KeyObject, verify } from 'node:crypto';
import { encodeAuditRow, type AuditRow } from '../values/audit-row.ts';
import type { VerifySignature } from '../values/checkpoint-note.ts';
import type { Sha256 } from '../values/merkle-tree.ts';

export const sha256: Sha256 = (bytes) => hash('sha256', bytes, 'buffer');

/** Hex SHA-256 of the row's encoding. */
export function auditHash(row: Omit<AuditRow, 'hash'>): string {
  return hash('sha256', encodeAuditRow(row), 'hex');
}

/** What stands before the 32 bytes of an Ed25519 public key in DER. Source: RFC 8410 section 4. */
const spkiHead = Buffer.from('302a300506032b6570032100', 'hex');

export const verifyEd25519: VerifySignature = (publicKey, message, signature) => {
  const key = createPublicKey({ key: Buffer.concat([spkiHead, publicKey]), format: 'der', type: 'spki' });
  return verify(null, message, key, signature);
};

/** The 32 bytes of the public half. */
export function rawPublicKey(key: KeyObject): Uint8Array {
  return createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(spkiHead.length);
}
