import { createHmac, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { Agent } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { aConfig } from '../../test/support/config-builder.ts';
import { startCenter, testSecret, type TestCenter } from '../../test/support/start-center.ts';
import type { Role } from '../caller.ts';

/**
 * Every route that is not public, with the least role that may ask it. `sensitive` asks for the password again. A new
 * route without a line here fails, so that its access is said twice: by its endpoint and here.
 */
const guardedRoutes: Readonly<Record<string, Role | `${Role}, sensitive`>> = {
  '/api/admin/audit/accept': 'super-admin',
  '/api/admin/audit/checkpoint': 'admin',
  '/api/admin/audit/export': 'viewer',
  '/api/admin/audit/filters': 'viewer',
  '/api/admin/audit/find': 'viewer',
  '/api/admin/audit/verdict': 'viewer',
  '/api/admin/backups': 'super-admin',
  '/api/admin/backups/copy': 'super-admin',
  '/api/admin/backups/drop': 'super-admin',
  '/api/admin/backups/key': 'super-admin, sensitive',
  '/api/admin/backups/make': 'super-admin',
  '/api/admin/backups/place': 'super-admin, sensitive',
  '/api/admin/backups/rehearse': 'super-admin',
  '/api/admin/backups/restore': 'super-admin, sensitive',
  '/api/admin/backups/schedule': 'super-admin',
  '/api/admin/backups/stage': 'super-admin, sensitive',
  '/api/admin/backups/verify': 'super-admin',
  '/api/admin/clock': 'viewer',
  '/api/admin/clock/confirm': 'super-admin, sensitive',
  '/api/admin/features': 'super-admin',
  '/api/admin/features/update': 'super-admin',
  '/api/admin/gates/message': 'super-admin',
  '/api/admin/gates/schedule': 'super-admin',
  '/api/admin/gates/schedule/set': 'super-admin',
  '/api/admin/health': 'viewer',
  '/api/admin/health/glyphs': 'viewer',
  '/api/admin/health/glyphs/check': 'admin',
  '/api/admin/health/diagnostics': 'admin',
  '/api/admin/imports': 'admin',
  '/api/admin/imports/commit': 'admin',
  '/api/admin/imports/discard': 'admin',
  '/api/admin/imports/lines': 'admin',
  '/api/admin/imports/open': 'admin',
  '/api/admin/imports/rejected': 'admin',
  '/api/admin/imports/review': 'admin',
  '/api/admin/imports/state': 'admin',
  '/api/admin/imports/take': 'admin',
  '/api/admin/imports/tick': 'admin',
  '/api/admin/imports/undo': 'admin',
  '/api/admin/imports/upload': 'admin',
  '/api/admin/jobs': 'admin',
  '/api/admin/jobs/cancel': 'admin',
  '/api/admin/list': 'viewer',
  '/api/admin/password/change': 'viewer',
  '/api/admin/lan': 'super-admin',
  '/api/admin/lan/name': 'super-admin',
  '/api/admin/lan/switch': 'super-admin',
  '/api/admin/lan/test': 'super-admin',
  '/api/admin/lan/poster': 'super-admin',
  '/api/admin/pin': 'super-admin',
  '/api/admin/pin/state': 'super-admin',
  '/api/admin/requests': 'viewer',
  '/api/admin/requests/answer': 'admin',
  '/api/admin/secret/rotate': 'super-admin, sensitive',
  '/api/admin/session': 'viewer',
  '/api/admin/session/here': 'viewer',
  '/api/admin/sessions': 'viewer',
  '/api/admin/sessions/end': 'viewer',
  '/api/admin/step-up': 'viewer',
  '/api/admin/students/correct': 'admin',
  '/api/admin/students/export': 'admin, sensitive',
  '/api/admin/students/facets': 'viewer',
  '/api/admin/students/find': 'viewer',
  '/api/admin/students/phone': 'viewer',
  '/api/admin/students/record': 'viewer',
  '/api/admin/students/revoke': 'super-admin',
  '/api/admin/students/undo': 'admin',
  '/api/admin/students/unrevoke': 'super-admin',
  '/api/admin/today': 'viewer',
  '/api/admin/totp/begin': 'viewer, sensitive',
  '/api/admin/totp/confirm': 'viewer, sensitive',
  '/api/admin/totp/disable': 'viewer, sensitive',
  '/api/admin/update': 'admin',
  '/api/admin/users': 'super-admin',
  '/api/admin/users/activate': 'super-admin, sensitive',
  '/api/admin/users/create': 'super-admin, sensitive',
  '/api/admin/users/deactivate': 'super-admin, sensitive',
  '/api/admin/users/end-sessions': 'super-admin, sensitive',
  '/api/admin/users/reset': 'super-admin, sensitive',
  '/api/admin/users/role': 'super-admin, sensitive',
};

const publicRoutes = [
  '/api/admin/login',
  '/api/admin/logout',
  '/api/captcha',
  '/api/download',
  '/api/keys',
  '/api/name-request',
  '/api/portal',
  '/api/search',
  '/api/setup',
  '/api/setup/account',
  '/api/shipment/lookup',
  '/api/shipment/upsert',
  '/api/verify',
];

type Claims = Readonly<Record<string, unknown>>;
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const sign = (claims: Claims, { alg = 'HS256', secret = testSecret, hash = 'sha256', head = {} } = {}) => {
  const text = `${encode({ alg, typ: 'JWT', ...head })}.${encode(claims)}`;
  return `${text}.${createHmac(hash, secret).update(text).digest('base64url')}`;
};

const invalid = 'admin token is invalid';

/** Name, token, what is answered. */
type Bad = readonly (readonly [string, string | undefined, string])[];

function badTokens(good: string): Bad {
  const [head = '', body = '', signature = ''] = good.split('.');
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as { iat: number; exp: number } & Claims;
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = createPublicKey(publicKey.export({ type: 'spki', format: 'pem' })).export({
    type: 'spki',
    format: 'pem',
  });
  const without = (name: string) => sign(Object.fromEntries(Object.entries(claims).filter(([key]) => key !== name)));
  return [
    ['none given', undefined, 'admin token is required'],
    ['empty', '', 'admin token is required'],
    ['no token at all', 'hello', invalid],
    ['two parts', `${head}.${body}`, invalid],
    ['four parts', `${good}.x`, invalid],
    ['no signature', `${head}.${body}.`, invalid],
    ['alg none', `${encode({ alg: 'none' })}.${body}.`, invalid],
    ['alg none, signed', sign(claims, { alg: 'none' }), invalid],
    ['HS384', sign(claims, { alg: 'HS384', hash: 'sha384' }), invalid],
    ['HS512', sign(claims, { alg: 'HS512', hash: 'sha512' }), invalid],
    ['HS256 by the name of RS256', sign(claims, { alg: 'RS256' }), invalid],
    ['signed with the public key', sign(claims, { secret: String(pem) }), invalid],
    ['another secret', sign(claims, { secret: `${testSecret}!` }), invalid],
    ['empty secret', sign(claims, { secret: '' }), invalid],
    ['unknown critical header', sign(claims, { head: { crit: ['x'], x: 1 } }), invalid],
    ['unencoded payload', sign(claims, { head: { crit: ['b64'], b64: false } }), invalid],
    ['changed role', `${head}.${encode({ ...claims, role: 'admin' })}.${signature}`, invalid],
    ['payload that is a list', sign(['x'] as unknown as Claims), invalid],
    ['stray bits at the end', good.slice(0, -1) + nextLetter(good.at(-1) ?? ''), invalid],
    ['padding', `${good}=`, invalid],
    ['issued in the future', sign({ ...claims, iat: claims.iat + 5 }), invalid],
    ['expired', sign({ ...claims, exp: claims.iat }), 'admin session expired'],
    ['expired long ago', sign({ ...claims, iat: 1, exp: 2 }), 'admin session expired'],
    ['unknown role', sign({ ...claims, role: 'root' }), "admin token has unknown role: 'root'"],
    ['a role that is inherited', sign({ ...claims, role: 'toString' }), "admin token has unknown role: 'toString'"],
    ['no role', without('role'), "admin token has unknown role: ''"],
    ['no sub', without('sub'), "admin token is malformed (missing claims: ['sub'])"],
    ['no e-mail', without('email'), "admin token is malformed (missing claims: ['email'])"],
    ['no iat', without('iat'), "admin token is malformed (missing claims: ['iat'])"],
    ['no exp', without('exp'), "admin token is malformed (missing claims: ['exp'])"],
    ['no jti', without('jti'), "admin token is malformed (missing claims: ['jti'])"],
    ['unknown user', sign({ ...claims, sub: 'nobody' }), 'admin session revoked'],
    ['role step-down by token', sign({ ...claims, role: 'admin' }), 'admin session revoked'],
  ];
}

type Route = {
  readonly method: string;
  readonly path: string;
  readonly unauthenticated: number;
  readonly forbidden: number;
  readonly body: Claims;
};

/** Public routes that ask for a token all the same, once other things are right. */
const tokenInside: readonly Route[] = [
  { method: 'POST', path: '/api/search', unauthenticated: 400, forbidden: 400, body: { mode: 'admin', sbd: 'A001' } },
  { method: 'POST', path: '/api/shipment/upsert', unauthenticated: 400, forbidden: 400, body: {} },
];

/** Their body is a file, so the token comes in the header. */
const takesFile = new Set(['/api/admin/imports/upload']);

/** As the app has them: what is not public, with the status of a bad token. */
function guardedOf(center: TestCenter): readonly Route[] {
  const guarded = [...center.routes.values()].filter(({ endpoint }) => endpoint.access !== 'public');
  return guarded.map(({ endpoint: { method, path, statuses } }) => ({
    method: method.toUpperCase(),
    path,
    unauthenticated: statuses?.['unauthenticated'] ?? 401,
    forbidden: statuses?.['auth.role'] ?? statuses?.['forbidden'] ?? 403,
    body: {},
  }));
}

/** By the header, as pages do, or in the body, as upstream's clients do. */
function asking(center: TestCenter) {
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  onTestFinished(() => {
    agent.destroy();
  });
  return async ({ method, path, body: more }: Route, token: unknown, by: 'header' | 'body') => {
    const isByHeader = by === 'header' || method === 'GET';
    const headers = isByHeader && typeof token === 'string' ? { authorization: `Bearer ${token}` } : {};
    const body = method === 'GET' ? {} : { body: isByHeader ? more : { ...more, token } };
    const answer = await center.ask(method, path, { agent, headers, ...body });
    return { status: answer.status, ...(answer.body as { error?: string; code?: string }) };
  };
}

describe('every route', () => {
  it('is public, or asks for a role and perhaps the password again, as it stands above', async () => {
    const center = await startCenter();
    const all = [...center.routes.values()].map(({ endpoint }) => endpoint);
    const open = all.filter(({ access }) => access === 'public').map(({ path }) => path);
    expect(open.sort()).toEqual(publicRoutes);
    const guarded = all.filter(({ access }) => access !== 'public');
    const said = guarded.map(({ path, access, isSensitive }) => [path, isSensitive ? `${access}, sensitive` : access]);
    expect(Object.fromEntries(said)).toEqual(guardedRoutes);
  });

  it('refuses every bad token in the words of the wire', { timeout: 120_000 }, async () => {
    const center = await startCenter({ config: aConfig({ features: { shipment: { enabled: true } } }) });
    const send = asking(center);
    const bad = badTokens(await center.signIn('super-admin'));
    expect(bad.length).toBeGreaterThanOrEqual(30);
    for (const route of [...guardedOf(center), ...tokenInside]) {
      const told = async ([name, token, error]: Bad[number], index: number) => {
        const isByHeader = index % 2 === 1 || takesFile.has(route.path);
        const answer = await send(route, token, isByHeader ? 'header' : 'body');
        // Bearer without a token, or with a space in it, is no Bearer at all.
        expect([route.path, name, answer.status, answer.error]).toEqual([
          route.path,
          name,
          route.unauthenticated,
          error,
        ]);
      };
      await Promise.all(bad.map(told));
    }
  });

  it('refuses each lower role, and lets the others come as far as the body', { timeout: 60_000 }, async () => {
    const center = await startCenter();
    const send = asking(center);
    const roles: readonly Role[] = ['viewer', 'admin', 'super-admin'];
    const tokens = await Promise.all(roles.map((role) => center.signIn(role)));
    for (const route of guardedOf(center)) {
      const [least = '', sensitive] = (guardedRoutes[route.path] ?? '').split(', ');
      for (const [rank, role] of roles.entries()) {
        const token = tokens[rank];
        const { status, code } = await send(route, token, 'header');
        const at = [route.path, role];
        const isTooLow = rank < roles.findIndex((other) => other === least);
        if (isTooLow) expect([...at, status, code]).toEqual([...at, route.forbidden, 'auth.role']);
        else if (sensitive !== undefined) expect([...at, status, code]).toEqual([...at, 403, 'auth.step-up']);
        else expect([...at, isRefusedFor(status, code)]).toEqual([...at, false]);
      }
    }
  });
});

/** Refused for who asks, or broken. */
function isRefusedFor(status: number, code: unknown): boolean {
  return status === 401 || status === 500 || code === 'auth.role';
}

/** The next letter of the alphabet of base64url: at the end of a signature it changes stray bits alone. */
function nextLetter(letter: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return alphabet.charAt(alphabet.indexOf(letter) + 1);
}
