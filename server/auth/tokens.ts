import { errors, jwtVerify, SignJWT } from 'jose';
import { type Clock, toUnixSeconds } from '../clock.ts';
import type { Role } from '../caller.ts';
import { fromBase64url } from '../values/base64url.ts';
import { refused } from './refusals.ts';
import { isRole } from './roles.ts';

export type TokenClaims = {
  readonly sub: string;
  readonly email: string;
  readonly role: Role;
  readonly jti: string;
  /** Unix seconds. */
  readonly iat: number;
  readonly exp: number;
};

const lifeSeconds = 28_800;
const needed = ['sub', 'email', 'iat', 'exp', 'jti'] as const;

type Parts = {
  /** The key as it is now. */
  readonly key: () => Uint8Array;
  readonly clock: Clock;
  /** 12 random bytes as base64url. */
  readonly makeJti: () => string;
};

export type IssuedToken = { readonly token: string; readonly claims: TokenClaims };

export type Tokens = ReturnType<typeof createTokens>;

/** JSON Web Tokens by HS256 and nothing else. Source: RFC 7519, upstream auth/tokens.py. */
export function createTokens({ key, clock, makeJti }: Parts) {
  async function issue(user: Pick<TokenClaims, 'sub' | 'email' | 'role'>): Promise<IssuedToken> {
    const { sub, email, role } = user;
    const iat = toUnixSeconds(clock.now());
    const claims = { sub, email, role, jti: makeJti(), iat, exp: iat + lifeSeconds };
    const token = await new SignJWT({ email, role })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setSubject(sub)
      .setJti(claims.jti)
      .setIssuedAt(iat)
      .setExpirationTime(claims.exp)
      .sign(key());
    return { token, claims };
  }

  /** Refuses a missing token, an expired or invalid one, an unknown role, missing claims, in this order. */
  async function read(token: string): Promise<TokenClaims> {
    if (token === '') throw refused('token-missing', 'admin token is required');
    const claims = await verify(token);
    const { iat, role } = claims;
    if (typeof iat === 'number' && iat > toUnixSeconds(clock.now())) throw invalid();
    if (!isRole(role)) throw refused('token-role', `admin token has unknown role: '${toText(role)}'`);
    const missing = needed.filter((name) => !isFilled(claims[name]));
    if (missing.length > 0) {
      const names = missing.map((name) => `'${name}'`).join(', ');
      throw refused('token-claims', `admin token is malformed (missing claims: [${names}])`);
    }
    return {
      sub: toText(claims['sub']),
      email: toText(claims['email']),
      role,
      jti: toText(claims['jti']),
      iat: Number(iat),
      exp: Number(claims['exp']),
    };
  }

  async function verify(token: string): Promise<Readonly<Record<string, unknown>>> {
    // One token has one spelling: the library's reader passes over stray bits at the end of a part.
    if (!token.split('.').every((part) => fromBase64url(part))) throw invalid();
    try {
      const currentDate = new Date(clock.now());
      const { payload } = await jwtVerify(token, key(), { algorithms: ['HS256'], currentDate });
      return payload;
    } catch (error) {
      if (error instanceof errors.JWTExpired) throw refused('token-expired', 'admin session expired');
      if (error instanceof errors.JOSEError || error instanceof TypeError) throw invalid();
      throw error;
    }
  }

  return { issue, read };
}

function isFilled(claim: unknown): boolean {
  return typeof claim === 'number' || (typeof claim === 'string' && claim !== '');
}

function toText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

const invalid = () => refused('token-invalid', 'admin token is invalid');
