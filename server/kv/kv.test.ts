import fc from 'fast-check';
import { copyFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { aLocalKv } from '../../test/support/kv-builder.ts';
import { aRedisService } from '../../test/support/redis-bridge.ts';
import { openReadOnly } from '../db/open-database.ts';
import { isSameBoot } from './boot-id.ts';
import type { Kv } from './kv.ts';
import { createRestKv } from './kv.rest.ts';

describe('the local KV', () => {
  it('gives a value to one of fifty consumers', async () => {
    const kv = aLocalKv().open();
    await kv.set('captcha:a', '7', 300);
    const given = await Promise.all(Array.from({ length: 50 }, () => kv.consume('captcha:a')));
    expect(given.filter((value) => value !== null)).toEqual(['7']);
  });

  it('forgets what has expired and keeps the time to live of a counter', async () => {
    const { open, clock } = aLocalKv();
    const kv = open();
    await kv.incr('rl:search:x:1', 120);
    clock.pass(100_000);
    expect(await kv.incr('rl:search:x:1', 120)).toBe(2);
    clock.pass(20_000);
    expect(await kv.exists('rl:search:x:1')).toBe(false);
    expect(await kv.incr('rl:search:x:1', 120)).toBe(1);
  });

  it('has captchas and counters back after an orderly end', async () => {
    const { open } = aLocalKv();
    const kv = open();
    await kv.set('captcha:a', '7', 300);
    await kv.incr('rl:search:x:1', 120);
    kv.stop();
    const again = open();
    expect([await again.get('captcha:a'), await again.get('rl:search:x:1')]).toEqual(['7', '1']);
  });

  it('never gives a captcha out again after a kill that took its consumption along', async () => {
    const { open } = aLocalKv();
    const kv = open();
    await kv.set('captcha:a', '7', 300);
    kv.flush();
    await kv.consume('captcha:a');
    kv.kill();
    expect(await open().consume('captcha:a')).toBeNull();
  });

  it('has codes and links on disk before it answers, and a used one used after a kill', async () => {
    const { open } = aLocalKv();
    const kv = open();
    await kv.set('otp:a@b.vn', 'ff', 300);
    await kv.set('magic:1', 'a@b.vn', 900);
    await kv.consume('magic:1');
    kv.kill();
    const again = open();
    expect([await again.get('otp:a@b.vn'), await again.get('magic:1')]).toEqual(['ff', null]);
  });

  it('drops one-time values when the machine has started since, and keeps counters', async () => {
    const { open } = aLocalKv();
    const kv = open('boot-1');
    for (const key of ['captcha:a', 'otp:a', 'magic:a', 'rl:a']) await kv.set(key, '1', 300);
    kv.stop();
    const again = open('boot-2');
    expect(await again.scanPrefix('')).toEqual(['rl:a']);
  });

  it('keeps gates and sign-outs in portal.db, before it answers and whatever happens to kv.db', async () => {
    const { open, path, portalDb } = aLocalKv();
    const kv = open();
    await kv.set('feature:public_lookup_enabled', '0');
    await kv.set('jwt_denylist:j', '1', 28_800);
    expect(portalDb.prepare('SELECT count(*) FROM kv_durable').pluck().get()).toBe(2);
    kv.kill();
    for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
    const again = open();
    expect([await again.get('feature:public_lookup_enabled'), await again.exists('jwt_denylist:j')]).toEqual([
      '0',
      true,
    ]);
  });

  it.each([
    ['garbled', 'garbage '.repeat(5_000)],
    ['empty', ''],
  ])('starts with a %s kv.db', async (_, content) => {
    const { open, path } = aLocalKv();
    open().stop();
    writeFileSync(path, content);
    const kv = open();
    await kv.set('captcha:a', '7', 300);
    expect(await kv.get('captcha:a')).toBe('7');
  });

  it('holds no more keys and captchas than it may, the oldest captcha going first', async () => {
    const kv = aLocalKv({ limits: { keys: 50, captchas: 20 } }).open();
    for (let n = 0; n < 100; n += 1) await kv.set(`captcha:${n}`, '1', 300);
    expect((await kv.scanPrefix('captcha:')).toSorted()).toEqual(
      Array.from({ length: 20 }, (_, n) => `captcha:${80 + n}`).toSorted(),
    );
    await kv.set('feature:x', '0');
    for (let n = 0; n < 200; n += 1) await kv.incr(`rl:${n}`, 120);
    expect(await kv.scanPrefix('', 1_000)).toHaveLength(50);
    expect(await kv.get('feature:x')).toBe('0');
  });

  it('sweeps what has expired, on disk too', async () => {
    const { open, clock, path } = aLocalKv();
    const kv = open();
    await kv.set('captcha:a', '7', 300);
    kv.flush();
    clock.pass(301_000);
    kv.sweep();
    kv.flush();
    const copy = `${path}.copy`;
    for (const suffix of ['', '-wal']) copyFileSync(path + suffix, copy + suffix);
    const db = openReadOnly(copy);
    expect(db.prepare('SELECT count(*) FROM kv').pluck().get()).toBe(0);
    db.close();
  });
});

describe('the boot of a machine', () => {
  it('is the same by its id, or by a start time two minutes off at most', () => {
    expect([isSameBoot('a', 'a'), isSameBoot('a', 'b')]).toEqual([true, false]);
    expect([isSameBoot('at 1000', 'at 1120'), isSameBoot('at 1000', 'at 1121')]).toEqual([true, false]);
  });
});

type Step = (kv: Kv) => Promise<unknown>;
const aKey = fc.constantFrom('a', 'a*', 'a[b]', 'a?c', 'b\\', 'a^-', 'đ');
const aValue = fc.constantFrom('', '0', '-3', '41', '007', ' 5', '1.0', 'xin chào', '"\\\n');
const aTtl = fc.constantFrom(undefined, 100, 0, -1);
const aStep: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(aKey, aValue, aTtl).map(
    ([key, value, ttl]): Step =>
      (kv) =>
        kv.set(key, value, ttl),
  ),
  aKey.map(
    (key): Step =>
      (kv) =>
        kv.get(key),
  ),
  aKey.map(
    (key): Step =>
      (kv) =>
        kv.delete(key),
  ),
  aKey.map(
    (key): Step =>
      (kv) =>
        kv.exists(key),
  ),
  aKey.map(
    (key): Step =>
      (kv) =>
        kv.consume(key),
  ),
  fc.tuple(aKey, fc.constantFrom(undefined, 100)).map(
    ([key, ttl]): Step =>
      (kv) =>
        kv.incr(key, ttl),
  ),
  fc.constantFrom('', 'a', 'a*', 'a[').map(
    (prefix): Step =>
      async (kv) =>
        (await kv.scanPrefix(prefix)).toSorted(),
  ),
);

describe('the KV over REST', () => {
  it('agrees with the local one on any sequence of commands', { timeout: 60_000 }, async () => {
    const rest = createRestKv({ url: await aRedisService('t'), token: 't' });
    const local = aLocalKv().open();
    const sequences = fc.array(aStep, { minLength: 1, maxLength: 20 });
    const property = fc.asyncProperty(sequences, async (steps) => {
      for (const kv of [rest, local]) for (const key of await kv.scanPrefix('')) await kv.delete(key);
      for (const step of steps) expect(await step(local)).toEqual(await step(rest));
    });
    await fc.assert(property, { numRuns: 60 });
  });

  it('sends each command as an array of words and the token as bearer', async () => {
    const { url, asked } = await aService((response) => response.end('{"result":1}'));
    const kv = createRestKv({ url, token: 'secret' });
    await kv.set('k', 'v', 90);
    await kv.incr('n', 120);
    expect(asked).toEqual([
      'Bearer secret ["SET","k","v","EX","90"]',
      'Bearer secret ["INCR","n"]',
      'Bearer secret ["EXPIRE","n","120"]',
    ]);
  });

  it.each([
    ['an error', '{"error":"WRONGPASS"}'],
    ['no JSON', '<html>'],
    ['an endless answer', `"${'x'.repeat(1_100_000)}"`],
  ])('fails by name on %s', async (_, body) => {
    const { url } = await aService((response) => response.end(body));
    await expect(createRestKv({ url, token: 't' }).get('k')).rejects.toThrow(/refuses: WRONGPASS|does not answer/);
  });
});

async function aService(answer: (response: { end: (body: string) => unknown }) => unknown) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      asked.push(`${request.headers.authorization ?? ''} ${body}`);
      answer(response);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}
