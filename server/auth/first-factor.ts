import type { CertConfig } from '../config/cert-config.ts';
import type { LoginRequest } from './auth.contract.ts';
import type { MailSignIn } from './mail-sign-in.ts';
import { toCodeKey } from './one-time-code.ts';
import type { Passwords } from './passwords.ts';
import { credentialsRefused, refused } from './refusals.ts';
import { isRole } from './roles.ts';
import { toEmailKey, type Users } from './users.ts';
import type { User, UserStore } from './users.store.ts';

type Parts = {
  readonly config: CertConfig;
  readonly store: UserStore;
  readonly users: Users;
  readonly passwords: Passwords;
  readonly mailSignIn: MailSignIn;
};

/** Writes the try into the log, then gives it on: `email` in lower case, empty where none was typed. */
export type TellFailure = (reason: string, email: string) => Promise<void>;

export type FirstFactor = ReturnType<typeof createFirstFactor>;

/**
 * Password, code or link, as the config says. Gives the user, or null where a mail is on its way. Refuses what is
 * missing, then what is wrong: unknown, inactive and mistyped are answered alike, after the same work.
 */
export function createFirstFactor({ config, store, users, passwords, mailSignIn }: Parts) {
  type Check = (asked: LoginRequest, tell: TellFailure) => Promise<User | null>;

  async function byPassword({ email: typed, password }: LoginRequest, tell: TellFailure): Promise<User> {
    const email = toEmailKey(typed);
    if (email === '' || password === '') {
      await tell('missing-credentials', email);
      throw refused('credentials-missing', 'email and password are required');
    }
    const user = await findByPassword(email, password);
    if (user) return user;
    await tell('bad-password', email);
    throw credentialsRefused();
  }

  async function findByPassword(email: string, typed: string): Promise<User | null> {
    const user = store.findByEmail(email);
    const password = isByCode(user) ? toCodeKey(typed) : typed;
    const { matches, isOutdated } = await passwords.check(password, user?.password_hash ?? null);
    if (!user || !matches || !mayEnter(user) || !isCodeAlive(user)) return null;
    return isOutdated ? users.renewHash(user, password) : user;
  }

  function isCodeAlive(user: User): boolean {
    return user.one_time_until === null || users.isBefore(user.one_time_until);
  }

  async function byCode({ email: typed, code }: LoginRequest, tell: TellFailure): Promise<User | null> {
    const email = await requireEmail(typed, 'email is required', tell);
    if (code === undefined) {
      await mailSignIn.sendCode(findByEmail(email));
      return null;
    }
    const isRight = await mailSignIn.takeCode(email, code);
    const user = findByEmail(email);
    if (isRight && user) return user;
    await tell(isRight ? 'otp-ok-but-inactive' : 'bad-otp', email);
    throw credentialsRefused();
  }

  async function byLink({ email: typed, token }: LoginRequest, tell: TellFailure): Promise<User | null> {
    if (token === undefined) {
      const email = await requireEmail(typed, 'email is required to request a magic link', tell);
      await mailSignIn.sendLink(findByEmail(email));
      return null;
    }
    const email = await mailSignIn.takeLink(token);
    const user = email === null ? null : findByEmail(email);
    if (user) return user;
    await tell(email === null ? 'bad-magic-link' : 'magic-ok-but-inactive', email ?? '');
    throw credentialsRefused();
  }

  async function requireEmail(typed: string, message: string, tell: TellFailure): Promise<string> {
    const email = toEmailKey(typed);
    if (email !== '') return email;
    await tell('missing-email', '');
    throw refused('email-missing', message);
  }

  function findByEmail(email: string): User | null {
    const user = store.findByEmail(email);
    return user && mayEnter(user) ? user : null;
  }

  const checks: Record<CertConfig['admin']['auth_mode'], Check> = {
    password: byPassword,
    otp_email: byCode,
    magic_link: byLink,
  };
  return { check: checks[config.admin.auth_mode] };
}

function mayEnter({ is_active: isActive, role }: User): boolean {
  return isActive === 1 && isRole(role);
}

/** The hash is that of a one-time code, which may be typed in any spelling. */
function isByCode(user: User | undefined): boolean {
  return user !== undefined && user.one_time_until !== null;
}
