import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { startCenter, testSecret } from '../../test/support/start-center.ts';

/**
 * What PyJWT 2.15.1 gave out for these claims and the secret of the test centers:
 * `jwt.encode(claims, secret, algorithm="HS256")`, as upstream signs people in.
 */
const [head, body, signature] = [
  'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9',
  'eyJzdWIiOiI2ZjFjMWYwZS01ZDBhLTRmMzktOWY2NS0wZDBiMGU0YzdhMTEiLCJlbWFpbCI6ImJvc3NAZXhhbXBsZS52biIsInJvbGUiOiJzdXBlci1hZG1pbiIsImp0aSI6InE4M3ZFalJXZUpxOHpSSWoiLCJpYXQiOjE3NzkyNjQwMDAsImV4cCI6NDEwMjQ0NDgwMH0',
  'nNKjjDSiwPaW7FQzdJz7mdh3zMybO7jOLDiRceu5lRw',
];
const fromUpstream = `${head}.${body}.${signature}`;
const user = { id: '6f1c1f0e-5d0a-4f39-9f65-0d0b0e4c7a11', email: 'boss@example.vn', jti: 'q83vEjRWeJq8zRIj' };

/** A center that has taken over upstream's database, with that user in it. */
async function withUpstreamUser(row: { readonly role?: string; readonly isActive?: number } = {}) {
  const center = await startCenter();
  center.portalDb
    .prepare(
      'INSERT INTO admin_users (id, email, password_hash, role, is_active, created_at) VALUES (?, ?, NULL, ?, ?, ?)',
    )
    .run(user.id, user.email, row.role ?? 'super-admin', row.isActive ?? 1, '2026-01-01T00:00:00Z');
  const session = (token = fromUpstream) => center.post('/api/admin/session', { token });
  return { center, session };
}

describe('a token that upstream gave out', () => {
  it('is good here by the same secret, for reading and for what its role may change', async () => {
    const { center, session } = await withUpstreamUser();
    expect(await session()).toMatchObject({ status: 200, body: { email: user.email, role: 'super-admin' } });
    const gates = { token: fromUpstream, lookup_enabled: false, download_enabled: false };
    expect(await center.post('/api/admin/features/update', gates)).toMatchObject({ status: 200 });
    expect(center.auditLog().at(-1)).toMatchObject({ action: 'admin.features.update', user_id: user.id });
  });

  it('is over where its user is closed, unknown or of another role', async () => {
    const revoked = { status: 401, body: { error: 'admin session revoked' } };
    expect(await (await withUpstreamUser({ isActive: 0 })).session()).toMatchObject(revoked);
    expect(await (await withUpstreamUser({ role: 'viewer' })).session()).toMatchObject(revoked);
    const { center, session } = await withUpstreamUser();
    center.portalDb.prepare('DELETE FROM admin_users').run();
    expect(await session()).toMatchObject(revoked);
  });

  it('is over once it was signed out, there or here', async () => {
    const { center, session } = await withUpstreamUser();
    await center.kv.set(`jwt_denylist:${user.jti}`, '1', 60);
    expect(await session()).toMatchObject({ status: 401, body: { error: 'admin session revoked' } });
    const other = await withUpstreamUser();
    expect(await other.center.post('/api/admin/logout', { token: fromUpstream })).toMatchObject({
      body: { revoked: true, jti: user.jti },
    });
    expect(await other.session()).toMatchObject({ status: 401 });
  });
});

describe('a token of ours', () => {
  it('has the head, the claims and the signature that upstream reads', async () => {
    const center = await startCenter();
    const [ownHead = '', ownBody = '', ownSignature = ''] = (await center.signIn('viewer')).split('.');
    const decode = (part = '') => JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;
    const { iat, exp, jti, ...claims } = decode(ownBody);
    expect(ownHead).toBe(head);
    expect(Object.keys(decode(ownBody)).sort()).toEqual(Object.keys(decode(body)).sort());
    expect(claims).toMatchObject({ email: 'viewer@example.vn', role: 'viewer' });
    expect(Number(exp) - Number(iat)).toBe(28_800);
    expect(jti).toMatch(/^[\w-]{16}$/);
    expect(ownSignature).toBe(createHmac('sha256', testSecret).update(`${ownHead}.${ownBody}`).digest('base64url'));
  });
});
