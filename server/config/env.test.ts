import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ensureSecret, openSecrets, readEnvironment } from './env.ts';
import { ConfigError } from './load-config.ts';

const secret = 'x'.repeat(32);
const newRoot = (env = '') => {
  const root = mkdtempSync(join(tmpdir(), 'env-'));
  if (env !== '') writeFileSync(join(root, '.env'), env);
  return root;
};

describe('the environment of a center', () => {
  it('reads .env first and lets the process environment win', () => {
    const root = newRoot(`JWT_SECRET=${secret}\nPUBLIC_BASE_URL="http://10.0.0.5:5000/"\nFORCE_HSTS=yes\n`);
    const environment = readEnvironment(root, { FORCE_HSTS: '0', PORT: '8080' });
    expect(environment).toMatchObject({
      JWT_SECRET: secret,
      PUBLIC_BASE_URL: 'http://10.0.0.5:5000',
      FORCE_HSTS: false,
      PORT: 8080,
      ADMIN_DEFAULT_EMAIL: 'admin@localhost',
    });
  });

  it.each([
    ['JWT_SECRET', 'short'],
    ['JWT_SECRET', '  Change-Me-please-this-is-a-placeholder-secret'],
    ['ADMIN_DEFAULT_PASSWORD', 'CHANGE-ME'],
    ['PUBLIC_BASE_URL', '10.0.0.5:5000'],
    ['PORT', '70000'],
    ['KV_BACKEND', 'redis'],
  ])('refuses %s=%j by name and never shows the value', (name, value) => {
    const read = () => readEnvironment(newRoot(), { [name]: value });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(`  - ${name}: `);
    if (value.length > 5) expect(read).not.toThrow(value);
  });

  it('names the line of .env that is no NAME=value', () => {
    expect(() => readEnvironment(newRoot('HOST=0.0.0.0\nJWT_SECR'), {})).toThrow(/\.env: line 2 is not NAME=value/);
  });

  it('makes a random secret once, readable by the owner alone, and keeps the other lines', () => {
    const root = newRoot('# địa chỉ\nHOST=0.0.0.0');
    const made = ensureSecret(root, readEnvironment(root, {}));
    expect(Buffer.from(made, 'base64url')).toHaveLength(48);
    expect(statSync(join(root, '.env')).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(root, '.env'), 'utf8')).toMatch(
      new RegExp(`^# địa chỉ\nHOST=0\\.0\\.0\\.0\nJWT_SECRET=${made}\nSECOND_FACTOR_KEY=[\\w-]{43}\n$`),
    );
    expect(ensureSecret(root, readEnvironment(root, {}))).toBe(made);
  });

  it('writes no secret down that the environment gave', () => {
    const root = newRoot();
    const given = { JWT_SECRET: secret, SECOND_FACTOR_KEY: 'k'.repeat(43) };
    expect(ensureSecret(root, readEnvironment(root, given))).toBe(secret);
    expect(() => statSync(join(root, '.env'))).toThrow();
  });

  it('puts a new JWT_SECRET in the place of the old one and keeps the other lines', () => {
    const root = newRoot(`HOST=0.0.0.0\nexport JWT_SECRET = "${secret}"\nPORT=8080\n`);
    openSecrets(root, {}).jwt.replace();
    const environment = readEnvironment(root, {});
    expect(environment).toMatchObject({ HOST: '0.0.0.0', PORT: 8080 });
    expect(environment.JWT_SECRET).toMatch(/^[\w-]{64}$/);
    expect(readFileSync(join(root, '.env'), 'utf8').match(/JWT_SECRET/g)).toHaveLength(1);
  });
});
