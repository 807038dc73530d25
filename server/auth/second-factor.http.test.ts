import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { bossPassword, enrol, tokenOf, withBoss } from '../../test/support/staff-builder.ts';
import { Refusal } from '../refusal.ts';

// Each password is 600,000 rounds, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const minute = 60_000;
const wrong = { status: 401, body: { code: 'auth.second-factor' } };

describe('the second factor', () => {
  it('is asked for after the right password alone, and needed from the enrolment on', async () => {
    const { center, login, signIn } = await withBoss();
    const { begun, code, recoveryCodes } = await enrol(center, await signIn());
    expect((begun.body as { uri: string }).uri).toMatch(/^otpauth:\/\/totp\/.*boss.*secret=[A-Z2-7]{32}&/);
    expect(recoveryCodes).toHaveLength(10);
    expect(await login({ password: 'wrong' })).toMatchObject({ status: 401, body: { code: 'auth.credentials' } });
    const first = await login();
    expect(first).toMatchObject({ body: { token: null, challenge_issued: true, role: null, second_factor: 'totp' } });
    expect(await login({ totp: '000000' })).toMatchObject(wrong);
    expect(await login({ totp: code() })).toMatchObject({ status: 200, body: { role: 'super-admin' } });
    const { ticket } = first.body as { ticket: string };
    const byTicket = { ticket, totp: code(1) };
    expect(await center.post('/api/admin/login', byTicket)).toMatchObject({
      status: 200,
      body: { role: 'super-admin' },
    });
    expect(await center.post('/api/admin/login', { ticket, totp: code(1) })).toMatchObject({ status: 401 });
    const reasons = center.auditLog().map(({ metadata }) => (metadata as { reason?: string }).reason);
    expect(reasons.filter(Boolean)).toEqual(['bad-password', 'bad-second-factor', 'bad-ticket']);
  });

  it('takes the codes RFC 6238 prescribes, one step to each side, and none twice', async () => {
    const { center, login, signIn } = await withBoss();
    const { secret, code } = await enrol(center, await signIn());
    expect(code()).toBe(hotp(secret, Math.floor(center.clock.now() / 30_000)));
    center.clock.pass(5 * minute);
    for (const [steps, status] of [
      [-2, 401],
      [2, 401],
      [-1, 200],
      [-1, 401],
      [0, 200],
      [1, 200],
      [0, 401],
    ] as const) {
      expect([steps, (await login({ totp: code(steps) })).status]).toEqual([steps, status]);
    }
  });

  it('lets one of fifty in who come with the same code at once', async () => {
    const { center, signIn } = await withBoss();
    const token = await signIn();
    const { code } = await enrol(center, token);
    const ways = Array.from({ length: 50 }, () => center.staff.auth);
    const typed = { email: '', password: '', totp: code(), recovery_code: '', client: '', device: '' };
    const caller = { address: '10.0.0.1', isThisPc: true, isOverLan: false, isLinePrivate: true, userAgent: '' };
    const tickets: string[] = [];
    for (let count = 0; count < 5; count += 1) tickets.push(await ticketOf(center));
    // Past the limit of ten a minute, by the rule behind the route.
    const tries = ways.map((auth, index) =>
      auth
        .signIn(
          { ...typed, ticket: tickets[index % 5] ?? '', code: undefined, token: undefined },
          { ...caller, address: `10.0.0.${index}` },
        )
        .then(tokenOf)
        .catch(() => ''),
    );
    expect((await Promise.all(tries)).filter((got) => got !== '')).toHaveLength(1);
  });

  it('takes each recovery code once, from one of fifty at once, and says how many are left', async () => {
    const { center, boss, signIn } = await withBoss();
    const token = await signIn();
    const { recoveryCodes } = await enrol(center, token);
    const [once = '', other = ''] = recoveryCodes;
    const { secondFactor } = center.staff;
    const uses = Array.from({ length: 50 }, async () => {
      const use = await secondFactor.check(boss.id, { totp: '', recoveryCode: once });
      try {
        use();
        return true;
      } catch {
        return false;
      }
    });
    expect((await Promise.all(uses)).filter(Boolean)).toHaveLength(1);
    const typed = {
      email: boss.email,
      password: bossPassword,
      recovery_code: other.toLowerCase().replaceAll('-', ' '),
    };
    expect(await center.post('/api/admin/login', typed)).toMatchObject({ status: 200 });
    expect(await center.post('/api/admin/login', typed)).toMatchObject(wrong);
    expect(await center.post('/api/admin/session', { token })).toMatchObject({
      body: { has_second_factor: true, recovery_codes_left: 8 },
    });
  });

  it('stops guessing after twenty wrong codes an hour, but never a recovery code', async () => {
    const { center, boss, login, signIn } = await withBoss();
    const { code, recoveryCodes } = await enrol(center, await signIn());
    const guess = async (totp: string) => {
      try {
        await center.staff.secondFactor.check(boss.id, { totp, recoveryCode: '' });
        return 'right';
      } catch (error) {
        return error instanceof Refusal ? error.code : 'a bug';
      }
    };
    const guesses = await Promise.all(Array.from({ length: 30 }, (_none, index) => guess(String(100_000 + index))));
    const limited = guesses.filter((said) => said === 'auth.second-factor-limit');
    expect(new Set(guesses)).toEqual(new Set(['auth.second-factor', 'auth.second-factor-limit']));
    expect(limited).toHaveLength(10);
    expect(await login({ totp: code() })).toMatchObject({ status: 429, body: { code: 'auth.second-factor-limit' } });
    expect(await login({ recovery_code: recoveryCodes[0] })).toMatchObject({ status: 200 });
    center.clock.pass(60 * minute);
    expect(await login({ totp: code() })).toMatchObject({ status: 200 });
  });

  it('outlives a new signing secret, and its seed stands nowhere in plain', async () => {
    const { center, login, signIn } = await withBoss();
    const { secret, code } = await enrol(center, await signIn());
    const token = tokenOf((await login({ totp: code() })).body);
    expect(await center.post('/api/admin/secret/rotate', { token })).toMatchObject({ status: 200 });
    center.clock.pass(minute);
    expect(await login({ totp: code() })).toMatchObject({ status: 200 });
    const folder = join(center.root, 'data');
    const everything = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
    for (const spelled of [secret, fromBase32(secret)]) {
      expect(everything.some((content) => content.includes(spelled))).toBe(false);
    }
    expect(JSON.stringify(center.auditLog())).not.toContain(secret);
  });

  it('needs the password to be set up again or taken off, and cannot be moved to another account', async () => {
    const { center, boss, login, signIn } = await withBoss();
    const { code } = await enrol(center, await signIn());
    const token = tokenOf((await login({ totp: code() })).body);
    for (const act of ['begin', 'disable']) {
      expect(await center.post(`/api/admin/totp/${act}`, { token, password: 'wrong' })).toMatchObject({
        status: 400,
        body: { code: 'auth.wrong-password' },
      });
    }
    const other = await center.users.create('other@example.vn', 'admin', bossPassword);
    const move = `INSERT INTO second_factor SELECT '${other.id}', sealed_seed, confirmed_at, 0 FROM second_factor`;
    execFileSync('sqlite3', [join(center.root, 'data', 'portal.db'), move]);
    center.clock.pass(minute);
    expect(await login({ email: 'other@example.vn', totp: code() })).toMatchObject(wrong);
    expect(await center.post('/api/admin/totp/disable', { token, password: bossPassword })).toMatchObject({
      status: 200,
    });
    expect(await login()).toMatchObject({ body: { role: 'super-admin' } });
    const actions = center
      .auditLog()
      .filter(({ target_id: target }) => target === boss.id)
      .map(({ action }) => action);
    expect(actions).toContain('second-factor.on');
    expect(actions).toContain('second-factor.off');
  });
});

/** Source: RFC 4226 section 5.3, RFC 6238 section 4. */
function hotp(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac('sha1', fromBase32(secret)).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 15;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

function fromBase32(text: string): Buffer {
  const bits = Array.from(text, (letter) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
  );
  return Buffer.from((bits.join('').match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
}

async function ticketOf(center: Awaited<ReturnType<typeof withBoss>>['center']): Promise<string> {
  const answer = await center.post('/api/admin/login', { email: 'boss@example.vn', password: bossPassword });
  return (answer.body as { ticket: string }).ticket;
}
