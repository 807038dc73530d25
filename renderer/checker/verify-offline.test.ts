import { constants, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { toBlob, toCanonicalJson, type QrPayload } from '../../server/values/qr-payload.ts';
import type { PublicKeyEntry } from '../../server/verify/verify.contract.ts';
import { toCenterKeys, verifyOffline, type CenterKey } from './verify-offline.ts';

const payload: QrPayload = {
  project_slug: 'sao-mai',
  round_id: 'final',
  subject_code: 'M',
  result: 'Huy chương Vàng',
  sbd: '26010472',
  issued_at: 1_763_600_000,
};
const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
const retired = generateKeyPairSync('rsa', { modulusLength: 3072 });

function entry(publicKey: KeyObject, status: PublicKeyEntry['status'] = 'active'): PublicKeyEntry {
  const spki = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  return { id: 'k1', spki, from: null, to: null, status };
}

function keysOf(...keys: readonly PublicKeyEntry[]): readonly CenterKey[] {
  return toCenterKeys({ slug: 'sao-mai', keys: [...keys] });
}

function blobOf(said: QrPayload, privateKey: KeyObject = pair.privateKey): string {
  const text = toCanonicalJson(said);
  const form = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_MAX_SIGN };
  return toBlob(text, sign('sha256', Buffer.from(text), { key: privateKey, ...form }));
}

describe('a code checked in the page', () => {
  const keys = keysOf(entry(pair.publicKey));
  let blob = '';
  beforeAll(() => {
    blob = blobOf(payload);
  });

  it('is genuine but names no one, and tells which key signed it', () => {
    const verdict = verifyOffline(blob, 'sao-mai', keys);
    expect(verdict).toEqual({ kind: 'no-name', payload, fingerprint: keys[0]?.fingerprint });
    expect(keys[0]?.fingerprint).toMatch(/^[0-9A-F]{4}( [0-9A-F]{4}){3}$/);
  });

  it('is genuine with a retired key, not with a withdrawn one', () => {
    const old = blobOf(payload, retired.privateKey);
    const withRetired = keysOf(entry(pair.publicKey), entry(retired.publicKey, 'retired'));
    const withWithdrawn = keysOf(entry(pair.publicKey), entry(retired.publicKey, 'compromised'));
    expect(verifyOffline(old, 'sao-mai', withRetired)).toMatchObject({ kind: 'no-name' });
    expect(verifyOffline(old, 'sao-mai', withWithdrawn)).toMatchObject({ kind: 'key-withdrawn', payload });
  });

  it('of another center is told apart before its signature is looked at', () => {
    const claims = { ...payload, project_slug: 'other' };
    expect(verifyOffline(blobOf(claims), 'sao-mai', keys)).toEqual({ kind: 'other-center', claims });
  });

  it('with another grade under the same signature is altered, and its content a claim', () => {
    const claims = { ...payload, result: 'Huy chương Bạc' };
    const [, signature = ''] = blob.split('.');
    const altered = `${Buffer.from(toCanonicalJson(claims)).toString('base64url')}.${signature}`;
    expect(verifyOffline(altered, 'sao-mai', keys)).toEqual({ kind: 'altered', claims });
  });

  it('that is cut says nothing', () => {
    for (const lost of [1, 2, 3, 4, 40, 340])
      expect(verifyOffline(blob.slice(0, -lost), 'sao-mai', keys).kind).toBe('cut');
    expect(verifyOffline(blob.slice(0, 30), 'sao-mai', keys).kind).toBe('cut');
  });

  it('cannot be judged without a readable key of the center', () => {
    const none = keysOf({ ...entry(pair.publicKey), spki: '%%%' }, { ...entry(pair.publicKey), spki: 'AAAA' });
    expect(none).toEqual([]);
    expect(verifyOffline(blob, 'sao-mai', none)).toEqual({ kind: 'no-keys' });
  });

  it('verifies with no single bit of its text flipped', () => {
    const bytes = Buffer.from(blob, 'latin1');
    let tried = 0;
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const flipped = Buffer.from(bytes);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(verifyOffline(flipped.toString('latin1'), 'sao-mai', keys).kind).not.toBe('no-name');
      tried += 1;
    }
    expect(tried).toBe(blob.length * 8);
  }, 60_000);

  it('verifies in none of 2,000 other alterations', () => {
    // A fixed sequence (Lehmer), so that a failure can be seen again.
    let state = 20_261_124;
    const next = (below: number) => {
      state = (state * 48_271) % 2_147_483_647;
      return state % below;
    };
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.= +/%\u00e9\u0000';
    const alterations: readonly ((at: number) => string)[] = [
      (at) => blob.slice(0, at) + alphabet.charAt(next(alphabet.length)) + blob.slice(at + 1),
      (at) => blob.slice(0, at) + alphabet.charAt(next(alphabet.length)) + blob.slice(at),
      (at) => blob.slice(0, at) + blob.slice(at + 1 + next(4)),
      (at) => blob.slice(at) + blob.slice(0, at),
      (at) => blob.slice(0, at) + blob.slice(at).split('').reverse().join(''),
    ];
    for (let round = 0; round < 2_000; round += 1) {
      const altered = alterations[round % alterations.length]?.(next(blob.length)) ?? '';
      if (altered === blob) continue;
      expect(verifyOffline(altered, 'sao-mai', keys).kind, altered).not.toBe('no-name');
    }
  }, 60_000);
});
