import { execFileSync } from 'node:child_process';
import { constants, createPublicKey, generateKeyPairSync, sign, webcrypto, type KeyObject } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRsaPublicKey, type RsaPublicKey } from './rsa-key.ts';
import { verifyPss } from './rsa-pss.ts';

const message = new TextEncoder().encode('{"issued_at":1700000000,"project_slug":"sao-mai"}');
const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
const key = read(pair.publicKey);

function read(publicKey: KeyObject): RsaPublicKey {
  const found = readRsaPublicKey(publicKey.export({ type: 'spki', format: 'der' }));
  if (!found) throw new Error('the key was not read');
  return found;
}

function signPss(privateKey: KeyObject, saltLength: number): Uint8Array {
  return sign('sha256', message, { key: privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength });
}

describe('RSASSA-PSS in the page', () => {
  it.each([0, 20, 32, 64, 222])('verifies what Node signed with a salt of %i bytes', (saltLength) => {
    expect(verifyPss(key, message, signPss(pair.privateKey, saltLength))).toBe(true);
  });

  it.each([2041, 2047, 3072, 4096])('verifies keys of %i bits', (modulusLength) => {
    const other = generateKeyPairSync('rsa', { modulusLength });
    const signature = signPss(other.privateKey, constants.RSA_PSS_SALTLEN_MAX_SIGN);
    const otherKey = read(other.publicKey);
    expect(otherKey.bits).toBe(modulusLength);
    expect(verifyPss(otherKey, message, signature)).toBe(true);
    signature[7] = (signature[7] ?? 0) ^ 1;
    expect(verifyPss(otherKey, message, signature)).toBe(false);
  });

  it('verifies what openssl signed with a salt of 222 bytes', () => {
    const folder = mkdtempSync(join(tmpdir(), 'pss-'));
    try {
      const [keyPath, messagePath, signaturePath] = ['key.pem', 'message', 'signature'].map((name) =>
        join(folder, name),
      );
      if (!keyPath || !messagePath || !signaturePath) throw new Error('no paths');
      execFileSync('openssl', ['genpkey', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048', '-out', keyPath], {
        stdio: 'ignore',
      });
      writeFileSync(messagePath, message);
      const pss = [
        '-sigopt',
        'rsa_padding_mode:pss',
        '-sigopt',
        'rsa_pss_saltlen:222',
        '-sigopt',
        'rsa_mgf1_md:sha256',
      ];
      execFileSync('openssl', ['dgst', '-sha256', '-sign', keyPath, ...pss, '-out', signaturePath, messagePath]);
      const opensslKey = read(createPublicKey(readFileSync(keyPath)));
      expect(verifyPss(opensslKey, message, readFileSync(signaturePath))).toBe(true);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('agrees with WebCrypto on good and on altered signatures', async () => {
    const spki = pair.publicKey.export({ type: 'spki', format: 'der' });
    const algorithm = { name: 'RSA-PSS', hash: 'SHA-256' };
    const webKey = await webcrypto.subtle.importKey('spki', spki, algorithm, false, ['verify']);
    for (const saltLength of [0, 32, 222]) {
      const good = new Uint8Array(signPss(pair.privateKey, saltLength));
      const altered = good.with(100, (good[100] ?? 0) ^ 4);
      for (const signature of [good, altered]) {
        const theirs = await webcrypto.subtle.verify({ ...algorithm, saltLength }, webKey, signature, message);
        expect(verifyPss(key, message, signature)).toBe(theirs);
      }
    }
  });

  it('refuses other messages, other keys, other lengths, PKCS#1 v1.5 and signatures at or above the modulus', () => {
    const good = new Uint8Array(signPss(pair.privateKey, 32));
    const stranger = read(generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey);
    const lifted = (BigInt(`0x${Buffer.from(good).toString('hex')}`) + key.modulus).toString(16);
    const refused: readonly Uint8Array[] = [
      new Uint8Array(0),
      good.subarray(1),
      Uint8Array.from([0, ...good]),
      new Uint8Array(256),
      new Uint8Array(256).fill(255),
      Buffer.from(lifted.padStart(512, '0').slice(0, 512), 'hex'),
      sign('sha256', message, pair.privateKey),
      sign('sha512', message, { key: pair.privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }),
    ];
    for (const signature of refused) expect(verifyPss(key, message, signature)).toBe(false);
    expect(verifyPss(stranger, message, good)).toBe(false);
    expect(verifyPss(key, message.subarray(1), good)).toBe(false);
  });
});

describe('the key reader', () => {
  const der = new Uint8Array(pair.publicKey.export({ type: 'spki', format: 'der' }));

  it('reads modulus and exponent as Node does', () => {
    const { n, e } = pair.publicKey.export({ format: 'jwk' });
    expect(key.modulus).toBe(BigInt(`0x${Buffer.from(n ?? '', 'base64url').toString('hex')}`));
    expect(key.exponent).toBe(BigInt(`0x${Buffer.from(e ?? '', 'base64url').toString('hex')}`));
  });

  it('refuses keys that are cut, of another kind, or too short', () => {
    for (const length of [0, 1, 5, 20, 40, der.length - 1]) {
      expect(readRsaPublicKey(der.subarray(0, length))).toBeNull();
    }
    const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey;
    const short = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey;
    const odd = generateKeyPairSync('ed25519').publicKey;
    for (const other of [curve, short, odd]) {
      expect(readRsaPublicKey(other.export({ type: 'spki', format: 'der' }))).toBeNull();
    }
  });

  it('never throws, whatever byte of a key is changed', () => {
    for (let at = 0; at < der.length; at += 1) {
      for (const value of [0x00, 0x7f, 0x80, 0x84, 0xff]) {
        expect(() => readRsaPublicKey(der.with(at, value))).not.toThrow();
      }
    }
  });
});
