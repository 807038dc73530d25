import { createHash, createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';
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

/** The RSA private key of a PEM file. Throws with what is wrong and what to do, in words that name no path. */
export function readPrivateKey(content: Buffer): KeyObject {
  return readKey(content, 'private', createPrivateKey);
}

/** As `readPrivateKey`, for the public key. */
export function readPublicKey(content: Buffer): KeyObject {
  return readKey(content, 'public', createPublicKey);
}

function readKey(content: Buffer, kind: 'private' | 'public', parse: (content: Buffer) => KeyObject): KeyObject {
  let key: KeyObject;
  try {
    key = parse(content);
  } catch {
    // What OpenSSL says of a broken file helps nobody who has to mend it.
    throw new Error(`${whyNoKey(content.toString('latin1'), kind)}: ${remedy}`);
  }
  if (key.asymmetricKeyType === 'rsa') return key;
  throw new Error(`holds a key of the kind ${String(key.asymmetricKeyType)}, not RSA: ${remedy}`);
}

const remedy = 'copy the right file back from a backup, or make a new pair with lvt-cert gen-keys --force';

function whyNoKey(text: string, kind: 'private' | 'public'): string {
  if (text.trim() === '') return 'is empty';
  if (/ENCRYPTED/.test(text)) return 'is locked with a passphrase, which this program cannot ask for';
  if (kind === 'private' && /BEGIN (RSA )?PUBLIC KEY/.test(text)) {
    return 'holds a public key where the private one belongs';
  }
  if (!/-----BEGIN [A-Z ]+-----/.test(text)) return `is no ${kind} key in PEM form`;
  return `is a damaged ${kind} key`;
}

/** The fingerprint of a public key: the first 128 bits of the SHA-256 of its SubjectPublicKeyInfo, in hex. */
export function keyIdOf(publicKey: KeyObject): string {
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(spki).digest('hex').slice(0, 32);
}
