import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase64url, toBase64url } from './base64url.ts';
import { findAgeProblem, findOtherProject, readBlob, toBlob, toCanonicalJson, type QrPayload } from './qr-payload.ts';

const payload: QrPayload = {
  project_slug: 'luonvuituoi',
  round_id: 'main',
  subject_code: 'TOAN',
  result: 'Giải Nhất',
  sbd: 'A001',
  issued_at: 1_700_000_000,
};
const signature = new Uint8Array(256).fill(7);
const asText = (blob: string) => Buffer.from(blob.split('.')[0] ?? '', 'base64url').toString('latin1');
const withText = (text: string) => `${Buffer.from(text, 'latin1').toString('base64url')}.${toBase64url(signature)}`;
const reasonOf = (blob: string | null) => {
  const read = readBlob(blob);
  return read.ok ? 'ok' : read.reason;
};

const anyText = fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) });
const anyPayload = fc.record({
  project_slug: anyText,
  round_id: anyText,
  subject_code: anyText,
  result: anyText,
  sbd: anyText,
  issued_at: fc.maxSafeInteger(),
});

describe('the canonical form', () => {
  it('has sorted keys, no spaces, and escapes above U+007E', () => {
    expect(toCanonicalJson(payload)).toBe(
      '{"issued_at":1700000000,"project_slug":"luonvuituoi","result":"Gi\\u1ea3i Nh\\u1ea5t","round_id":"main","sbd":"A001","subject_code":"TOAN"}',
    );
  });

  it('writes pairs of surrogates, DEL and control characters as Python does', () => {
    const form = toCanonicalJson({ ...payload, result: '😀\u007f\u0001\n"\\' });
    expect(form).toContain(String.raw`"result":"\ud83d\ude00\u007f\u0001\n\"\\"`);
  });

  it('is printable ASCII and reads back as the same payload, whatever the texts', () => {
    fc.assert(
      fc.property(anyPayload, (any) => {
        const form = toCanonicalJson(any);
        expect(form).toMatch(/^[ -~]+$/);
        expect(JSON.parse(form)).toEqual(any);
      }),
    );
  });

  it('is one for one payload, whatever the order of its members', () => {
    const reversed: unknown = Object.fromEntries(Object.entries(payload).reverse());
    expect(toCanonicalJson(reversed as QrPayload)).toBe(toCanonicalJson(payload));
  });
});

describe('base64url', () => {
  it('spells bytes as Node does and reads only that spelling', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const text = toBase64url(bytes);
        expect(text).toBe(Buffer.from(bytes).toString('base64url'));
        expect(fromBase64url(text)).toEqual(bytes);
      }),
    );
  });

  it.each(['A', 'AB', 'AA=', 'AA==', 'A+', 'A/', 'AA\n', ' AA', 'AAé'])('refuses %j', (text) => {
    expect(fromBase64url(text)).toBeNull();
  });
});

describe('a blob', () => {
  it('comes back as the payload and the signed bytes', () => {
    fc.assert(
      fc.property(anyPayload, (any) => {
        fc.pre(JSON.stringify(any).length < 500);
        const blob = toBlob(toCanonicalJson(any), signature);
        expect(readBlob(blob)).toMatchObject({ ok: true, payload: any, signature });
      }),
    );
  });

  it.each([null, ''])('that is absent is missing', (blob) => {
    expect(reasonOf(blob)).toBe('missing QR payload');
  });

  const canonical = toCanonicalJson(payload);
  it.each([
    ['no dot', 'abc'],
    ['nothing before the dot', `.${toBase64url(signature)}`],
    ['nothing after the dot', `${asBase64(canonical)}.`],
    ['padding', `${asBase64('{}')}=.AAAA`],
    ['no JSON', withText('hello')],
    ['a list', withText('[]')],
    ['null', withText('null')],
    ['deep nesting', withText('['.repeat(2000) + ']'.repeat(2000))],
    ['a number too large', withText(canonical.replace('1700000000', '1e999'))],
    ['another spelling of the number', withText(canonical.replace('1700000000', '17e8'))],
    ['a fraction', withText(canonical.replace('1700000000', '1700000000.5'))],
    ['minus zero', withText(canonical.replace('1700000000', '-0'))],
    ['a date as text', withText(canonical.replace('1700000000', '"1700000000 "'))],
    ['a number where text belongs', withText(canonical.replace('"A001"', '1'))],
    ['a space', withText(canonical.replace(',', ', '))],
    ['another order of keys', withText(JSON.stringify(payload))],
    ['a further member', withText(canonical.replace('}', ',"z":1}'))],
    ['a member twice', withText(canonical.replace('"sbd":"A001"', '"sbd":"B","sbd":"A001"'))],
    ['a member less', withText(canonical.replace('"sbd":"A001",', ''))],
    ['upper-case hex', withText(canonical.replace(String.raw`\u1ea3`, String.raw`\u1EA3`))],
    ['an escape without need', withText(canonical.replace('A001', String.raw`\u0041001`))],
    ['more than 4,096 characters', withText(' '.repeat(5000))],
  ])('with %s is malformed', (_, blob) => {
    expect(reasonOf(blob)).toMatch(/^malformed QR payload: ./);
  });

  it('is split at its first dot', () => {
    expect(reasonOf(`${toBlob(canonical, signature)}.AAAA`)).toMatch(/^malformed QR payload: signature/);
    expect(asText(toBlob(canonical, signature))).toBe(canonical);
  });
});

describe('a code that was read', () => {
  it('of another center is named with both', () => {
    expect(findOtherProject(payload, 'luonvuituoi')).toBeNull();
    expect(findOtherProject(payload, 'khac')?.reason).toBe(
      "project mismatch: QR claims 'luonvuituoi', this portal is 'khac'",
    );
  });

  it('expires only where an age limit is set, and may be a minute ahead', () => {
    const at = payload.issued_at;
    expect(findAgeProblem(payload, at + 999_999, 0)).toBeNull();
    expect(findAgeProblem(payload, at + 10, 10)).toBeNull();
    expect(findAgeProblem(payload, at + 11, 10)?.reason).toBe('certificate expired (11s old > 10s)');
    expect(findAgeProblem(payload, at - 60, 10)).toBeNull();
    expect(findAgeProblem(payload, at - 61, 10)?.reason).toBe(
      'certificate issued in the future; clock skew or forged timestamp',
    );
  });
});

function asBase64(text: string): string {
  return Buffer.from(text, 'latin1').toString('base64url');
}
