import type { Actor, Caller } from '../caller.ts';
import { Refusal } from '../refusal.ts';

/** Every way a token can fail is 401, or 400 where the endpoint says so. */
export function refused(what: string, message: string): Refusal {
  return new Refusal('unauthenticated', `auth.${what}`, message);
}

/** The one answer to whatever is wrong with what was typed at the sign-in. */
export const credentialsRefused = () => refused('credentials', 'invalid credentials');

export const sessionRevoked = () => refused('token-revoked', 'admin session revoked');

export const roleRefused = (message: string) => new Refusal('forbidden', 'auth.role', message);

export const passwordDue = () =>
  new Refusal('forbidden', 'auth.password-due', 'choose a password first: the one-time code has been used');

/** The page asks for the password, steps up, and tries again. */
export const stepUpNeeded = () =>
  new Refusal('forbidden', 'auth.step-up', 'say once more that it is you: password or second factor');

export const privateLineNeeded = () =>
  new Refusal(
    'forbidden',
    'auth.needs-private-line',
    'this is possible at the PC itself or over HTTPS only: others on this network could listen',
  );

/** Who does it, as an entry of the log says it. */
export function doneBy({ actor, address }: Caller & { readonly actor: Actor }) {
  return { userId: actor.userId, userEmail: actor.email, ip: address, session: actor.jti };
}
