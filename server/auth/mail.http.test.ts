import { once } from 'node:events';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { aConfig } from '../../test/support/config-builder.ts';
import { aMailServer } from '../../test/support/mail-server.ts';
import { tokenOf } from '../../test/support/staff-builder.ts';
import { startCenter } from '../../test/support/start-center.ts';
import { createResendMailer } from './mail-resend.ts';
import { createSmtpMailer } from './mail-smtp.ts';

vi.setConfig({ testTimeout: 60_000 });

const email = 'chu@saomai.vn';
const minute = 60_000;
const issued = { status: 200, body: { token: null, challenge_issued: true, role: null } };
const credentials = { status: 401, body: { error: 'invalid credentials', code: 'auth.credentials' } };

type Mode = 'otp_email' | 'magic_link';

/** A center that signs in by mail, through a real SMTP server unless other settings are given. */
async function aMailCenter(auth_mode: Mode, settings: Readonly<Record<string, string>> | null = null) {
  const server = await aMailServer();
  const env = { PUBLIC_BASE_URL: 'https://tra-cuu.saomai.vn', TRUST_PROXY_HEADERS: '1' };
  const smtp = settings ?? { SMTP_URL: server.url, SMTP_FROM: 'Sao Mai <no-reply@saomai.vn>' };
  const center = await startCenter({ config: aConfig({ admin: { auth_mode } }), env: { ...env, ...smtp } });
  await center.signIn('super-admin', email);
  let calls = 0;
  /** Each from another address, so that the limit by address stays away. */
  const login = (body: object) => {
    calls += 1;
    const headers = { 'x-forwarded-for': `203.0.113.${calls}`, 'x-forwarded-proto': 'https' };
    return center.post('/api/admin/login', body, { headers });
  };
  const lastMail = async () => {
    await center.staff.mail.settled();
    return server.mails.at(-1) ?? { to: [], subject: '', text: '', html: '' };
  };
  const code = async () => /\d{6}/.exec((await lastMail()).text)?.[0] ?? '';
  const link = async () => /https:\S+/.exec((await lastMail()).text)?.[0] ?? '';
  return { center, server, login, lastMail, code, link };
}

describe('sign-in by e-mail code', () => {
  it('sends six digits in the language of the center, which sign in once', async () => {
    const { center, login, lastMail, code } = await aMailCenter('otp_email');
    expect(await login({ email: ' Chu@SaoMai.vn ' })).toMatchObject(issued);
    const mail = await lastMail();
    const typed = await code();
    expect(mail).toMatchObject({ to: [email], subject: `${typed} là mã đăng nhập Kỳ thi thử` });
    expect(mail.text).toContain(`là ${typed}. Mã dùng được một lần, trong 5 phút.`);
    expect(mail.html).toContain(`<p>`);
    const answer = await login({ email, code: Number(typed) });
    expect(answer).toMatchObject({ status: 200, body: { role: 'super-admin', challenge_issued: false } });
    expect(await center.post('/api/admin/session', { token: tokenOf(answer.body) })).toMatchObject({ status: 200 });
    expect(await login({ email, code: typed })).toMatchObject(credentials);
    expect(JSON.stringify([center.auditLog(), center.log.lines])).not.toContain(typed);
  });

  it('is over with a wrong code, an empty one too, and after five minutes', async () => {
    const { center, login, code } = await aMailCenter('otp_email');
    for (const wrong of ['', 'abcdef']) {
      await login({ email });
      const typed = await code();
      expect(await login({ email, code: wrong })).toMatchObject(credentials);
      expect(await login({ email, code: typed })).toMatchObject(credentials);
    }
    center.clock.pass(minute);
    await login({ email });
    const typed = await code();
    center.clock.pass(5 * minute);
    expect(await login({ email, code: typed })).toMatchObject(credentials);
  });

  it('lets one of fifty in who come with the same code at once', async () => {
    const { login, code } = await aMailCenter('otp_email');
    await login({ email });
    const typed = await code();
    const tries = await Promise.all(Array.from({ length: 50 }, () => login({ email, code: typed })));
    expect(tries.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('looks at ten guesses a minute at most, and only the first could be right', async () => {
    const { center, login } = await aMailCenter('otp_email');
    await login({ email });
    const guess = (index: number) => login({ email, code: String(index).padStart(6, '0') });
    const tries = await Promise.all(Array.from({ length: 30 }, (_none, index) => guess(index)));
    expect(tries.filter(({ status }) => status === 429)).toHaveLength(21);
    expect(await center.kv.get(`otp:${email}`)).toBeNull();
  });

  it('answers unknown and closed accounts alike, and sends them nothing', async () => {
    const { center, server, login } = await aMailCenter('otp_email');
    center.portalDb.exec("UPDATE admin_users SET is_active = 0 WHERE email = 'chu@saomai.vn'");
    const answers = [await login({ email }), await login({ email: 'ai@saomai.vn' })];
    for (const answer of answers) expect(answer).toMatchObject(issued);
    await center.staff.mail.settled();
    expect(server.mails).toEqual([]);
    expect(await center.kv.scanPrefix('otp:')).toEqual([]);
    expect(await login({ email: ' ' })).toMatchObject({ status: 401, body: { error: 'email is required' } });
  });

  it('tells one who was closed after the code was sent nothing, and the log why', async () => {
    const { center, login, code } = await aMailCenter('otp_email');
    await login({ email });
    const typed = await code();
    center.portalDb.exec("UPDATE admin_users SET is_active = 0 WHERE email = 'chu@saomai.vn'");
    expect(await login({ email, code: typed })).toMatchObject(credentials);
    expect(center.auditLog().at(-1)).toMatchObject({ user_email: email, metadata: { reason: 'otp-ok-but-inactive' } });
  });

  it('opens sensitive acts by a fresh code', async () => {
    const { center, login, code } = await aMailCenter('otp_email');
    await login({ email });
    const token = tokenOf((await login({ email, code: await code() })).body);
    center.clock.pass(6 * minute);
    const stepUp = (typed: object) => center.post('/api/admin/step-up', { token, ...typed });
    expect(await stepUp({ request_code: true })).toMatchObject({ body: { challenge_issued: true } });
    expect(await stepUp({ code: await code() })).toMatchObject({ body: { challenge_issued: false } });
    expect(await stepUp({ code: await code() })).toMatchObject({ status: 400, body: { code: 'auth.wrong-code' } });
  });
});

describe('sign-in by link', () => {
  it('sends a link to the panel, whose token signs in once, from one of fifty at once', async () => {
    const { center, login, link, lastMail } = await aMailCenter('magic_link');
    expect(await login({ email })).toMatchObject(issued);
    const address = await link();
    expect(address).toMatch(/^https:\/\/tra-cuu\.saomai\.vn\/admin\?token=[\w-]{43}$/);
    expect((await lastMail()).html).toContain(`<a href="${address}">`);
    const token = new URL(address).searchParams.get('token');
    const tries = await Promise.all(Array.from({ length: 50 }, () => login({ token })));
    expect(tries.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(center.auditLog().filter(({ action }) => action === 'admin.login.failure')).toHaveLength(49);
  });

  it('is over after fifteen minutes; an empty token is the second step', async () => {
    const { center, login, link } = await aMailCenter('magic_link');
    await login({ email });
    const token = new URL(await link()).searchParams.get('token');
    center.clock.pass(15 * minute);
    expect(await login({ token })).toMatchObject(credentials);
    expect(await login({ token: '' })).toMatchObject(credentials);
    const reasons = center.auditLog().map(({ metadata }) => (metadata as { reason?: string }).reason);
    expect(reasons).toEqual(['bad-magic-link', 'bad-magic-link']);
    const missing = { status: 401, body: { error: 'email is required to request a magic link' } };
    expect(await login({})).toMatchObject(missing);
  });
});

describe('a mail that cannot leave', () => {
  it('is told to super-admins until one leaves again, and to nobody who asks', async () => {
    const { center, server, login, code } = await aMailCenter('otp_email');
    server.refuse(true);
    expect(await login({ email })).toMatchObject(issued);
    await center.staff.mail.settled();
    const token = await center.signIn('super-admin', 'hai@saomai.vn');
    const viewer = await center.signIn('viewer');
    const noticesOf = async (of: string) =>
      ((await center.post('/api/admin/session', { token: of })).body as { notices: unknown }).notices;
    expect(await noticesOf(token)).toMatchObject([{ kind: 'mail', reason: 'refused', at: '2026-05-20T08:00:00Z' }]);
    expect(await noticesOf(viewer)).toEqual([]);
    expect(center.auditLog().at(-1)).toMatchObject({ action: 'mail.failed', metadata: { reason: 'refused' } });
    server.refuse(false);
    await login({ email });
    expect(await code()).toMatch(/^\d{6}$/);
    expect(await noticesOf(token)).toEqual([]);
  });

  it('is said loudly at the start and at each need where nothing is set up', async () => {
    const { center, login } = await aMailCenter('magic_link', {});
    const loud = () => center.log.lines.filter((line) => line.includes('"RESEND_API_KEY not set"'));
    expect(loud()).toHaveLength(1);
    expect(await login({ email })).toMatchObject(issued);
    await center.staff.mail.settled();
    expect(loud()).toHaveLength(2);
    expect(center.staff.notices.mailTrouble()).toMatchObject({ reason: 'not-configured' });
  });

  it('has a newline in its address: another header would begin there', async () => {
    const { center, server, login } = await aMailCenter('otp_email');
    const evil = 'a@b.vn\r\nbcc: x@y.vn';
    center.portalDb.prepare('UPDATE admin_users SET email = ? WHERE email = ?').run(evil, email);
    expect(await login({ email: evil })).toMatchObject(issued);
    await center.staff.mail.settled();
    expect(server.mails).toEqual([]);
    expect(center.staff.notices.mailTrouble()).toMatchObject({ reason: 'refused' });
  });
});

const message = { to: email, subject: 'Mã', text: 'mã 123456', html: '<p>mã 123456</p>' };

describe('SMTP', () => {
  it('is given up at the deadline where the server says nothing, and at once where there is none', async () => {
    const sockets = createTcpServer(() => undefined).listen(0, '127.0.0.1');
    await once(sockets, 'listening');
    onTestFinished(() => void sockets.close());
    const { port } = sockets.address() as AddressInfo;
    const send = (to: number, ms: number) =>
      createSmtpMailer({ url: `smtp://127.0.0.1:${to}`, from: 'a@b.vn' })(message, AbortSignal.timeout(ms));
    await expect(send(port, 200)).rejects.toMatchObject({ fault: 'timeout' });
    await expect(send(1, 20_000)).rejects.toMatchObject({ fault: 'unreachable' });
  });
});

describe('Resend', () => {
  async function aResend(answer: RequestListener) {
    const server = createHttpServer(answer).listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/emails`;
    const send = createResendMailer({ apiKey: 're_key', from: 'no-reply@saomai.vn', url });
    return (ms = 20_000) => send(message, AbortSignal.timeout(ms));
  }

  it('gets the message by its HTTP API', async () => {
    const got: unknown[] = [];
    const send = await aResend((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        got.push(request.headers.authorization, JSON.parse(Buffer.concat(chunks).toString()));
        response.end('{"id":"1"}');
      });
    });
    await send();
    expect(got).toEqual(['Bearer re_key', { ...message, from: 'no-reply@saomai.vn', to: [email] }]);
  });

  it.each([
    ['refuses', 'refused', (_request, response) => response.writeHead(403).end('{"message":"no"}')],
    ['sends elsewhere', 'unreachable', (_request, response) => response.writeHead(302, { location: '/x' }).end()],
    ['answers without end', 'refused', (_request, response) => response.end('x'.repeat(100_000))],
    ['hangs', 'timeout', () => undefined],
  ] as readonly (readonly [string, string, RequestListener])[])('that %s is a fault', async (_what, fault, answer) => {
    const send = await aResend(answer);
    await expect(send(fault === 'timeout' ? 200 : 20_000)).rejects.toMatchObject({ fault });
  });
});
