import { createHash, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { replaceFile } from '../files/replace-file.ts';

type KeyPairPaths = { readonly privatePath: string; readonly publicPath: string; readonly bits: number };

/**
 * Makes an RSA pair and writes it: private key as PKCS#8 PEM, mode 0600 from its first byte on, public key as
 * SubjectPublicKeyInfo PEM. Replaces what is there: the caller has asked. Source: RFC 5958, RFC 5280.
 */
export async function writeKeyPair({ privatePath, publicPath, bits }: KeyPairPaths): Promise<{ id: string }> {
  const { privateKey, publicKey } = await promisify(generateKeyPair)('rsa', { modulusLength: bits });
  replaceFile(privatePath, privateKey.export({ type: 'pkcs8', format: 'pem' }), 0o600);
  replaceFile(publicPath, publicKey.export({ type: 'spki', format: 'pem' }), 0o644);
  return { id: keyIdOf(publicKey) };
}

/** The fingerprint of a public key: the first 128 bits of the SHA-256 of its SubjectPublicKeyInfo, in hex. */
export function keyIdOf(publicKey: KeyObject): string {
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(spki).digest('hex').slice(0, 32);
}
