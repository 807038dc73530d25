import { constants, createPublicKey, sign as signBytes, verify as verifyBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { join } from 'node:path';
import type { Clock } from '../clock.ts';
import type { CertConfig } from '../config/cert-config.ts';
import { createWatchedFile } from '../files/watched-file.ts';
import type { Log } from '../log.ts';
import { Refusal } from '../refusal.ts';
import { keyIdOf, readPrivateKey, readPublicKey } from './key-files.ts';
import { createRetiredKeys } from './retired-keys.ts';
import type { PublicKeyEntry } from './verify.contract.ts';

/** Which of the center's keys a signature belongs to. `on` is the day the key was withdrawn. */
export type SignatureCheck =
  | { readonly is: 'valid' }
  | { readonly is: 'invalid' }
  | { readonly is: 'withdrawn'; readonly on: string }
  | { readonly is: 'unknown'; readonly problem: string };

type Parts = { readonly config: CertConfig; readonly root: string; readonly clock: Clock; readonly log: Log };
export type SigningKeys = ReturnType<typeof createSigningKeys>;

const pemMaxBytes = 1024 * 1024;

/**
 * The center's QR keys: the active pair that the config names and the retired public keys under `keys/`. A key that is
 * missing or broken stops nothing: it is reported, the last good one stays. Source: RFC 8017 section 8.1, upstream
 * qr/signer.py.
 */
export function createSigningKeys({ config, root, clock, log }: Parts) {
  const { enabled, private_key_path, public_key_path } = config.features.qr_verify;
  const pem = { maxBytes: pemMaxBytes, clock, log };
  const privateFile = createWatchedFile({
    ...pem,
    path: join(root, private_key_path),
    what: 'private key',
    read: readPrivateKey,
  });
  const publicFile = createWatchedFile({
    ...pem,
    path: join(root, public_key_path),
    what: 'public key',
    read: (content) => {
      const key = readPublicKey(content);
      return { key, id: keyIdOf(key), spki: key.export({ type: 'spki', format: 'der' }).toString('base64') };
    },
  });
  const retired = createRetiredKeys({ folder: join(root, 'keys'), clock, log });
  let checkedPair: { readonly privateKey: KeyObject; readonly publicKey: KeyObject } | null = null;

  /** Refuses where there is no private key, or one whose signatures the public key would not accept. */
  function privateKeyForSigning(): KeyObject {
    const ours = privateFile.get();
    if (!ours.ok) throw new Refusal('unavailable', 'key.private', 'the key that signs certificates cannot be used');
    const theirs = publicFile.get();
    if (theirs.ok) requireOnePair(ours.value, theirs.value.key);
    return ours.value;
  }

  function requireOnePair(privateKey: KeyObject, publicKey: KeyObject): void {
    if (checkedPair?.privateKey === privateKey && checkedPair.publicKey === publicKey) return;
    if (!createPublicKey(privateKey).equals(publicKey)) {
      log.warn('key.pair-differs', { private: private_key_path, public: public_key_path });
      throw new Refusal('unavailable', 'key.pair-differs', 'the keys that sign and verify certificates are no pair');
    }
    checkedPair = { privateKey, publicKey };
  }

  /** RSASSA-PSS with SHA-256 and the longest salt, off this thread. */
  async function sign(bytes: Uint8Array): Promise<Buffer> {
    const key = privateKeyForSigning();
    return new Promise((resolve, reject) => {
      signBytes('sha256', bytes, { ...signatureForm, key }, (error, signature) => {
        if (error) reject(error);
        else resolve(signature);
      });
    });
  }

  /** As `sign`, on this thread: for workers. */
  function signNow(bytes: Uint8Array): Buffer {
    return signBytes('sha256', bytes, { ...signatureForm, key: privateKeyForSigning() });
  }

  /** Tries the active key, then the others, newest first. Any length of salt is good. */
  function check(bytes: Uint8Array, signature: Uint8Array): SignatureCheck {
    const active = publicFile.get();
    if (!active.ok) return { is: 'unknown', problem: active.problem };
    if (isSignedBy(active.value.key, bytes, signature)) return { is: 'valid' };
    const signer = retired.list().find(({ key }) => isSignedBy(key, bytes, signature));
    if (!signer) return { is: 'invalid' };
    return signer.status === 'compromised' ? { is: 'withdrawn', on: signer.to ?? '' } : { is: 'valid' };
  }

  /** What anyone may know, the active key first. Empty while verification is switched off. */
  function listPublicKeys(): PublicKeyEntry[] {
    if (!enabled) return [];
    const active = publicFile.get();
    const others = retired.list().map(({ id, spki, from, to, status }) => ({ id, spki, from, to, status }));
    if (!active.ok) return others;
    const { id, spki } = active.value;
    return [{ id, spki, from: null, to: null, status: 'active' }, ...others.filter((other) => other.id !== id)];
  }

  /** For `doctor` and the start: what is wrong with the files, in words; empty where all is well. */
  function problems(): string[] {
    if (!enabled) return [];
    const files = [
      { path: private_key_path, state: privateFile.get() },
      { path: public_key_path, state: publicFile.get() },
    ];
    const broken = files.flatMap(({ path, state }) => (state.ok ? [] : [`${path}: ${state.problem}`]));
    const [ours, theirs] = [privateFile.get(), publicFile.get()];
    if (ours.ok && theirs.ok && !createPublicKey(ours.value).equals(theirs.value.key)) {
      broken.push(`${private_key_path}, ${public_key_path}: are not one pair`);
    }
    return broken;
  }

  return { sign, signNow, check, listPublicKeys, problems };
}

const signatureForm = {
  padding: constants.RSA_PKCS1_PSS_PADDING,
  saltLength: constants.RSA_PSS_SALTLEN_MAX_SIGN,
};

function isSignedBy(key: KeyObject, bytes: Uint8Array, signature: Uint8Array): boolean {
  const form = { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO };
  return verifyBytes('sha256', bytes, form, signature);
}
