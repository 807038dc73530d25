import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aConfig } from '../../test/support/config-builder.ts';
import { startCenter } from '../../test/support/start-center.ts';
import { aStudent } from '../../test/support/student-builder.ts';
import { createTranslate } from '../i18n/translate.ts';
import type { FromServer, ToServer } from './desktop.contract.ts';
import type { MenuAsk } from './menu.contract.ts';

type Card = { name: string; address: string };
const token = 'a'.repeat(43);
const an = { name: 'nguyen van an', dob: '1.2.2010' };
const [right, wrong] = ['271828', '314159'];

/** A center with a program at the other end of the line. */
async function aDesktopCenter(changes: Parameters<typeof aConfig>[0] = {}, lanCards: Card[] = []) {
  const told: FromServer[] = [];
  const listeners: ((message: ToServer) => void)[] = [];
  const desktop = {
    tell: (message: FromServer) => void told.push(message),
    onMessage: (listener: (message: ToServer) => void) => void listeners.push(listener),
  };
  const center = await startCenter({ students: [aStudent()], config: aConfig(changes), desktop, lanCards });
  const say = (message: ToServer) => {
    for (const listener of listeners) listener(message);
  };
  return { center, told, say };
}

describe("the program's own kiosk window", () => {
  it('is asked for no sum once the program has handed over its token, at this PC alone', async () => {
    const { center, say } = await aDesktopCenter();
    const cookie = { cookie: `other=1; lvt_window=${token}` };
    const search = async (headers: Record<string, string>, from = '127.0.0.1') =>
      (await center.post('/api/search', an, { headers, from })).status;
    expect(await search(cookie)).toBe(400);
    say({ type: 'window', token });
    expect(await search(cookie)).toBe(200);
    expect(await search({})).toBe(400);
    expect(await search({ cookie: `lvt_window=${'b'.repeat(43)}` })).toBe(400);
    expect(await search({ cookie: 'lvt_window=' })).toBe(400);
    expect(await search(cookie, '127.0.0.2')).toBe(400);
    const trusted = async (from: string) =>
      ((await center.get('/api/portal', { headers: cookie, from })).body as { kiosk: object }).kiosk;
    expect(await trusted('127.0.0.1')).toMatchObject({ is_trusted: true });
    expect(await trusted('127.0.0.2')).not.toHaveProperty('is_trusted');
  });

  it('opens the certificate too, and still not a closed gate', async () => {
    const { center, say } = await aDesktopCenter();
    say({ type: 'window', token });
    const headers = { cookie: `lvt_window=${token}` };
    const asked = { ...an, round_id: 'main', subject_code: 'NONE' };
    expect(await center.post('/api/download', asked, { headers })).toMatchObject({ status: 404 });
    expect(await center.post('/api/download', asked)).toMatchObject({ status: 400 });
    center.closeGate('lookup');
    expect(await center.post('/api/search', an, { headers })).toMatchObject({ status: 503 });
  });

  it('is like any other where the config does not trust it', async () => {
    const { center, say } = await aDesktopCenter({ desktop: { kiosk: { trust_window: false } } });
    say({ type: 'window', token });
    expect(await center.post('/api/search', an, { headers: { cookie: `lvt_window=${token}` } })).toMatchObject({
      status: 400,
    });
  });
});

describe("the program's menu", () => {
  async function aMenu() {
    const { center, told, say } = await aDesktopCenter();
    let last = 100;
    const ask = async (asked: MenuAsk) => {
      const id = (last += 1);
      say({ type: 'ask', id, ask: asked });
      await expect.poll(() => told.find((one) => 'id' in one && one.id === id)).toBeDefined();
      return told.find((one) => 'id' in one && one.id === id);
    };
    return { center, told, ask };
  }

  it('switches the network, in the log too, and hears of it; what is refused comes in words', async () => {
    const { center, told, ask } = await aMenu();
    expect(await ask({ act: 'lan.test' })).toMatchObject({
      type: 'refused',
      code: 'lan.off',
      message: createTranslate('vi')('panel.error.lan.off'),
    });
    expect(await ask({ act: 'lan.switch', isOn: true })).toMatchObject({ type: 'answered' });
    expect(told.findLast(({ type }) => type === 'center')).toMatchObject({
      center: { lan: { isOn: true, url: null } },
    });
    expect(center.auditLog().at(-1)).toMatchObject({ action: 'lan.switch', metadata: { is_on: true } });
    expect(await ask({ act: 'work' })).toMatchObject({ value: { jobs: 0 } });
  });

  it('offers a list of this PC to the import page, which takes it once', async () => {
    const { center, ask } = await aMenu();
    const path = join(center.root, 'cũ.csv');
    writeFileSync(path, 'SBD,Họ tên\nA1,An\n');
    const offered = await ask({ act: 'import.offer', path });
    const id = offered?.type === 'answered' ? (offered.value as { id: string }).id : '';
    const token = await center.signIn('admin');
    const take = () => center.post('/api/admin/imports/take', { token, id });
    expect(await take()).toMatchObject({ status: 200, body: { file_name: 'cũ.csv', phase: 'uploaded' } });
    expect(await take()).toMatchObject({ status: 404, body: { code: 'import.unknown' } });
  });
});

describe('leaving the kiosk', () => {
  it('asks the server, which tells right from wrong, counts and logs, and hands over the hash at each change', async () => {
    const { center, told, say } = await aDesktopCenter();
    const verdictOf = async (id: number, code: string) => {
      say({ type: 'check-code', id, code });
      await expect.poll(() => told.find((one) => one.type === 'code-checked' && one.id === id)).toBeDefined();
      return told.find((one) => one.type === 'code-checked' && one.id === id);
    };
    expect(told).toEqual([{ type: 'staff-code', hash: null }]);
    expect(await verdictOf(1, right)).toMatchObject({ verdict: 'unknown' });
    const session = await center.signIn('super-admin');
    await center.post('/api/admin/pin', { token: session, pin: right });
    expect(told.at(-1)).toMatchObject({
      type: 'staff-code',
      hash: expect.stringMatching(/^scrypt\$32768\$8\$/) as unknown,
    });
    expect(await verdictOf(2, wrong)).toMatchObject({ verdict: 'wrong', waitSeconds: 0 });
    expect(await verdictOf(3, right)).toMatchObject({ verdict: 'right' });
    expect(center.auditLog().map(({ action }) => action)).toEqual(
      expect.arrayContaining(['staff-pin.failure', 'staff-pin.used']),
    );
    await center.post('/api/admin/pin', { token: session, pin: null });
    expect(told.at(-1)).toEqual({ type: 'staff-code', hash: null });
  });
});

describe('a PC that was asleep', () => {
  it('is reached at its new address at once', async () => {
    const lanCards = [{ name: 'eth0', address: '127.0.0.2' }];
    const { center, say } = await aDesktopCenter({}, lanCards);
    const token = await center.signIn('super-admin');
    const bound = async () => ((await center.post('/api/admin/lan', { token })).body as { bound: unknown }).bound;
    await center.post('/api/admin/lan/switch', { token, is_on: true, is_panel_on: false, card: null });
    expect(await bound()).toMatchObject({ address: '127.0.0.2' });
    lanCards.splice(0, 1, { name: 'wlan0', address: '127.0.0.3' });
    expect(await bound()).toMatchObject({ address: '127.0.0.2' });
    say({ type: 'woke' });
    await expect.poll(bound).toMatchObject({ address: '127.0.0.3' });
  });
});
