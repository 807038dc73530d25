import { constants, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { toBlob, toCanonicalJson, type QrPayload } from '../../server/values/qr-payload.ts';
import type { KeysResponse, PublicKeyEntry, VerifyResponse } from '../../server/verify/verify.contract.ts';
import { createChecker } from './check.ts';

const payload: QrPayload = {
  project_slug: 'sao-mai',
  round_id: 'final',
  subject_code: 'M',
  result: 'Huy chương Vàng',
  sbd: '26010472',
  issued_at: 1_763_600_000,
};
const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
const newer = generateKeyPairSync('rsa', { modulusLength: 2048 });

function publish(...keys: readonly (readonly [KeyObject, PublicKeyEntry['status']])[]): KeysResponse {
  const entries = keys.map(([key, status], at) => {
    const spki = key.export({ type: 'spki', format: 'der' }).toString('base64');
    return { id: `k${at}`, spki, from: null, to: null, status };
  });
  return { slug: 'sao-mai', keys: entries };
}

function blobOf(privateKey: KeyObject): string {
  const text = toCanonicalJson(payload);
  return toBlob(
    text,
    sign('sha256', Buffer.from(text), { key: privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 222 }),
  );
}

function check(blob: string, answer: VerifyResponse | null, today: KeysResponse | null = null) {
  const server = { verify: () => Promise.resolve(answer), keys: () => Promise.resolve(today) };
  return createChecker({ published: publish([pair.publicKey, 'active']), server }).check([blob]);
}

describe('a code checked with the server at hand', () => {
  const blob = blobOf(pair.privateKey);

  it('has its verdict before the server answered', () => {
    expect(check(blob, null).now).toMatchObject({ verdict: { kind: 'no-name', payload }, server: 'asking' });
  });

  it('keeps it when the server cannot be reached', async () => {
    expect(await check(blob, null).later).toMatchObject({ verdict: { kind: 'no-name' }, server: 'away' });
  });

  it.each([
    [{ valid: true }, 'no-name'],
    [{ valid: false, status: 'replaced' }, 'replaced'],
    [{ valid: true, status: 'replaced' }, 'replaced'],
    [{ valid: false, status: 'revoked' }, 'revoked'],
    [{ valid: false, status: 'key-withdrawn' }, 'key-withdrawn'],
    [{ valid: false, reason: 'certificate expired (90000s old > 86400s)' }, 'expired'],
    [{ valid: false, reason: 'certificate issued in the future; clock skew or forged timestamp' }, 'future'],
    [{ valid: false, reason: 'signature does not match payload' }, 'disagreement'],
  ] as const)('takes the word of the server %j as %s', async (answer, kind) => {
    expect(await check(blob, answer).later).toMatchObject({ verdict: { kind }, server: 'asked' });
  });

  it('looks at the keys of today before it calls a code of a newer key altered', async () => {
    const today = publish([newer.publicKey, 'active'], [pair.publicKey, 'retired']);
    const { now, later } = check(blobOf(newer.privateKey), { valid: true }, today);
    expect(now.verdict.kind).toBe('altered');
    expect((await later).verdict.kind).toBe('no-name');
  });

  it('gives no verdict when the server calls a code good that no key of the center signed', async () => {
    const today = publish([pair.publicKey, 'active']);
    expect((await check(blobOf(newer.privateKey), { valid: true }, today).later).verdict.kind).toBe('disagreement');
    expect((await check(blobOf(newer.privateKey), { valid: false }, today).later).verdict.kind).toBe('altered');
  });

  it('learns of a key that was withdrawn after the page was loaded', async () => {
    const today = publish([newer.publicKey, 'active'], [pair.publicKey, 'compromised']);
    const answer = { valid: false, status: 'key-withdrawn' } as const;
    expect((await check(blob, answer, today).later).verdict).toEqual({ kind: 'key-withdrawn', claims: payload });
  });

  it('takes the whole code where a text holds a cut one too', () => {
    const server = { verify: () => Promise.resolve(null), keys: () => Promise.resolve(null) };
    const checker = createChecker({ published: publish([pair.publicKey, 'active']), server });
    expect(checker.check([blob.slice(0, -50), blob]).now.verdict.kind).toBe('no-name');
  });
});
