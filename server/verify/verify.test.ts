import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { aConfig } from '../../test/support/config-builder.ts';
import { aClock, aFolder, aLog } from '../../test/support/scratch.ts';
import { hasTools } from '../../test/support/tools.ts';
import { toBase64url } from '../values/base64url.ts';
import { toBlob, toCanonicalJson, type QrPayload } from '../values/qr-payload.ts';
import { writeKeyPair } from './key-files.ts';
import { createSigningKeys } from './signing-keys.ts';
import { createVerify } from './verify.ts';

const pairs = aPairOfPairs();

async function aPairOfPairs() {
  const folder = mkdtempSync(join(tmpdir(), 'lvt-test-keys-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const pair = (name: string) => ({
    privatePath: join(folder, `${name}.key`),
    publicPath: join(folder, `${name}.pub`),
  });
  const first = { ...pair('first'), ...(await writeKeyPair({ ...pair('first'), bits: 2048 })) };
  const second = { ...pair('second'), ...(await writeKeyPair({ ...pair('second'), bits: 2048 })) };
  return { first, second };
}

const qr = { enabled: true, public_key_path: 'public_key.pem', private_key_path: 'private_key.pem' };

async function aCenter(features: Record<string, unknown> = {}) {
  const { first } = await pairs;
  const root = aFolder();
  copyFileSync(first.privatePath, join(root, 'private_key.pem'));
  copyFileSync(first.publicPath, join(root, 'public_key.pem'));
  const config = aConfig({ features: { qr_verify: { ...qr, ...features } } });
  const [clock, log] = [aClock(), aLog()];
  const signingKeys = createSigningKeys({ config, root, clock, log });
  const verify = createVerify({ config, signingKeys, clock });
  const payload: QrPayload = {
    project_slug: config.project.slug,
    round_id: 'main',
    subject_code: 'TOAN',
    result: 'Giải Nhất',
    sbd: 'A001',
    issued_at: Math.floor(clock.now() / 1000),
  };
  const sign = async (claim: QrPayload) =>
    toBlob(toCanonicalJson(claim), await signingKeys.sign(Buffer.from(toCanonicalJson(claim))));
  return { root, config, clock, log, signingKeys, verify, payload, sign };
}

describe('writing a pair of keys', () => {
  it.runIf(hasTools('openssl'))(
    'makes a private key that only its owner reads, as PKCS#8, and its public key as SPKI',
    async () => {
      const { first } = await pairs;
      if (process.platform !== 'win32') expect(statSync(first.privatePath).mode & 0o777).toBe(0o600);
      const shown = execFileSync('openssl', ['pkey', '-pubin', '-in', first.publicPath, '-noout', '-text']).toString();
      expect(shown).toContain('2048 bit');
      expect(readFileSync(first.privatePath, 'utf8').slice(0, 28)).toBe('-----BEGIN PRIVATE KEY-----\n');
    },
  );
});

describe('a blob of this center', () => {
  it('is valid, signed off this thread or on it', async () => {
    const { verify, payload, sign, signingKeys } = await aCenter();
    expect(verify.judge({ blob: await sign(payload) })).toEqual({ valid: true, payload });
    const text = toCanonicalJson(payload);
    const blob = toBlob(text, signingKeys.signNow(Buffer.from(text)));
    expect(verify.judge({ blob })).toEqual({ valid: true, payload });
  });

  it.runIf(hasTools('openssl')).each(['222', '32', '0'])(
    'is valid when openssl signed it with a salt of %s bytes',
    async (salt) => {
      const { root, verify, payload } = await aCenter();
      const text = toCanonicalJson(payload);
      writeFileSync(join(root, 'claim'), text);
      const form = ['rsa_padding_mode:pss', `rsa_pss_saltlen:${salt}`, 'rsa_mgf1_md:sha256'];
      const signature = execFileSync(
        'openssl',
        ['dgst', '-sha256', '-sign', 'private_key.pem', ...form.flatMap((option) => ['-sigopt', option]), 'claim'],
        { cwd: root },
      );
      expect(verify.judge({ blob: toBlob(text, signature) })).toEqual({ valid: true, payload });
    },
  );

  it.runIf(hasTools('openssl'))('is accepted by openssl, which is told the salt of 222 bytes', async () => {
    const { root, payload, signingKeys } = await aCenter();
    const text = toCanonicalJson(payload);
    writeFileSync(join(root, 'claim'), text);
    writeFileSync(join(root, 'signature'), await signingKeys.sign(Buffer.from(text)));
    const form = ['rsa_padding_mode:pss', 'rsa_pss_saltlen:222'].flatMap((option) => ['-sigopt', option]);
    const files = ['-verify', 'public_key.pem', '-signature', 'signature', 'claim'];
    expect(execFileSync('openssl', ['dgst', '-sha256', ...form, ...files], { cwd: root }).toString()).toBe(
      'Verified OK\n',
    );
  });

  it('does not verify with any single bit of it flipped', async () => {
    const { verify, payload, sign } = await aCenter();
    const blob = Buffer.from(await sign(payload), 'latin1');
    for (let bit = 0; bit < blob.length * 8; bit += 1) {
      const altered = Buffer.from(blob);
      altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(verify.judge({ blob: altered.toString('latin1') }).valid, `bit ${bit}`).toBe(false);
    }
  });

  it('does not verify after any of 2,000 alterations', async () => {
    const { verify, payload, sign } = await aCenter();
    const blob = await sign(payload);
    const [claim = '', signature = ''] = blob.split('.');
    const signed = Buffer.from(claim, 'base64url').toString('latin1');
    const random = aSeries(20_260_520);
    const withClaim = (text: string) => `${toBase64url(Buffer.from(text, 'latin1'))}.${signature}`;
    const alterations: ((at: number) => string)[] = [
      (at) => blob.slice(0, at % blob.length) + blob.slice((at % blob.length) + 1),
      (at) => `${blob.slice(0, at % blob.length)}A${blob.slice(at % blob.length)}`,
      (at) => withClaim(signed.slice(0, at % signed.length) + ' ' + signed.slice(at % signed.length)),
      (at) => withClaim(toCanonicalJson({ ...payload, sbd: `A${at % 100_000}` })),
      (at) => withClaim(toCanonicalJson({ ...payload, issued_at: payload.issued_at + 1 + (at % 9999) })),
      (at) => `${claim}.${toBase64url(Buffer.from(signature, 'base64url').subarray(0, at % 256))}`,
      (at) => blob + '.=A \n'.charAt(at % 5),
      (at) => blob.slice(0, at % blob.length).toLowerCase() + blob.slice(at % blob.length).toUpperCase(),
    ];
    for (let round = 0; round < 2000; round += 1) {
      const altered = alterations[round % alterations.length]?.(random()) ?? '';
      expect(altered).not.toBe(blob);
      expect(verify.judge({ blob: altered }).valid, altered).toBe(false);
    }
  });
});

describe('what fails', () => {
  it('is told in this order: missing, malformed, project, signature, age', async () => {
    const { verify, payload, sign, clock } = await aCenter({ max_age_seconds: 60 });
    const old = await sign(payload);
    clock.pass(61_000);
    expect(verify.judge({ blob: '' })).toEqual({ valid: false, reason: 'missing QR payload' });
    expect(verify.judge({ blob: 'x' }).reason).toMatch(/^malformed QR payload: /);
    const foreign = { ...payload, project_slug: 'khac' };
    expect(verify.judge({ blob: toBlob(toCanonicalJson(foreign), new Uint8Array(256)) })).toEqual({
      valid: false,
      reason: "project mismatch: QR claims 'khac', this portal is 'ky-thi-thu'",
      payload: foreign,
    });
    expect(verify.judge({ blob: toBlob(toCanonicalJson(payload), new Uint8Array(256)) })).toEqual({
      valid: false,
      reason: 'signature does not match payload',
      payload,
    });
    expect(verify.judge({ blob: old })).toEqual({
      valid: false,
      reason: 'certificate expired (61s old > 60s)',
      payload,
    });
  });

  it('is a refusal where verification is off or the public key is of no use', async () => {
    const off = await aCenter({ enabled: false });
    expect(() => off.verify.judge({ blob: '' })).toThrow('QR verification is disabled for this project');
    const { root, config, verify, payload, sign, log } = await aCenter();
    const blob = await sign(payload);
    rmSync(join(root, 'public_key.pem'));
    const keysThen = { config, root, clock: aClock(), log: aLog() };
    const fresh = createVerify({ config, signingKeys: createSigningKeys(keysThen), clock: aClock() });
    expect(() => fresh.judge({ blob })).toThrow('verifier is not configured correctly');
    expect(fresh.judge({ blob: 'x' }).reason).toMatch(/^malformed/);
    expect(verify.judge({ blob }).valid).toBe(true);
    expect(log.lines).toEqual([]);
  });
});

describe('keys on disk', () => {
  it.each([
    ['', 'private_key.pem: is empty: copy the right file back'],
    ['broken', 'private_key.pem: is no private key in PEM form: copy the right file back'],
    [
      '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n',
      'private_key.pem: is a damaged private key: copy',
    ],
    ['-----BEGIN ENCRYPTED PRIVATE KEY-----\nAA==\n-----END ENCRYPTED PRIVATE KEY-----\n', 'locked with a passphrase'],
    [
      '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n',
      'holds a public key where the private one belongs',
    ],
    [generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }), 'kind ed25519, not RSA: copy'],
  ])('that are of no use are told of by file and remedy: %j', async (content, told) => {
    const { root, config } = await aCenter();
    writeFileSync(join(root, 'private_key.pem'), content);
    const [problem = '', ...others] = createSigningKeys({ config, root, clock: aClock(), log: aLog() }).problems();
    expect(problem).toContain(told);
    expect(problem).toContain('lvt-cert gen-keys --force');
    expect(problem).not.toMatch(/error:|routines|DECODER/);
    expect(others).toEqual([]);
  });

  it('may be replaced while the program runs; a broken one is reported and the last good one kept', async () => {
    const { second } = await pairs;
    const { root, verify, payload, sign, clock, log, signingKeys } = await aCenter();
    const old = await sign(payload);
    writeFileSync(join(root, 'private_key.pem'), 'broken');
    clock.pass(1000);
    expect(verify.judge({ blob: await sign(payload) }).valid).toBe(true);
    expect(log.lines.join()).toContain('"what":"private key"');

    copyFileSync(second.privatePath, join(root, 'private_key.pem'));
    copyFileSync(second.publicPath, join(root, 'public_key.pem'));
    clock.pass(1000);
    expect(verify.judge({ blob: await sign(payload) }).valid).toBe(true);
    expect(verify.judge({ blob: old }).reason).toBe('signature does not match payload');
    expect(signingKeys.listPublicKeys().map(({ id }) => id)).toEqual([second.id]);
  });

  it('that are no pair sign nothing', async () => {
    const { second } = await pairs;
    const { root, payload, sign, signingKeys, clock } = await aCenter();
    copyFileSync(second.publicPath, join(root, 'public_key.pem'));
    clock.pass(1000);
    await expect(sign(payload)).rejects.toThrow('no pair');
    expect(signingKeys.problems()).toEqual(['private_key.pem, public_key.pem: are not one pair']);
  });

  it('verify after they were retired, and say so after they were withdrawn', async () => {
    const { first, second } = await pairs;
    const { root, verify, payload, sign, clock, signingKeys } = await aCenter();
    const old = await sign(payload);
    mkdirSync(join(root, 'keys'));
    renameSync(join(root, 'public_key.pem'), join(root, 'keys', `${first.id}.pem`));
    copyFileSync(second.privatePath, join(root, 'private_key.pem'));
    copyFileSync(second.publicPath, join(root, 'public_key.pem'));
    const write = (status: string) => {
      const entry = { id: first.id, from: null, to: '2026-05-20T08:00:00Z', status };
      writeFileSync(join(root, 'keys', 'keys.json'), JSON.stringify([entry], null, status.length));
      clock.pass(1000);
    };
    write('retired');
    expect(verify.judge({ blob: old })).toEqual({ valid: true, payload });
    expect(signingKeys.listPublicKeys()).toMatchObject([
      { id: second.id, status: 'active', to: null },
      { id: first.id, status: 'retired', to: '2026-05-20T08:00:00Z' },
    ]);
    write('compromised');
    expect(verify.judge({ blob: old })).toEqual({
      valid: false,
      reason: 'key withdrawn on 2026-05-20T08:00:00Z',
      payload,
      status: 'key-withdrawn',
    });
  });
});

/** A repeatable series of whole numbers. Source: Marsaglia, Xorshift RNGs. */
function aSeries(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}
