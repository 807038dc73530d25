import { Refusal } from '../refusal.ts';
import { isCommonPassword } from './common-passwords.ts';

const mostLength = 256;
const firstLeastLength = 12;
const leastLength = 8;

/** Refuses `user.password-short` (12 characters for the first account, 8 for others), `-long`, `-common`. */
export function requireGoodPassword(password: string, isFirst: boolean): void {
  const least = isFirst ? firstLeastLength : leastLength;
  const length = Array.from(password).length;
  if (length < least) throw invalid('short', `the password must have at least ${least} characters`, { least });
  if (length > mostLength)
    throw invalid('long', `the password must have at most ${mostLength} characters`, { most: mostLength });
  if (isCommonPassword(password)) {
    throw invalid('common', 'this password is among the most common ones: choose another');
  }
}

const invalid = (what: string, message: string, facts = {}) =>
  new Refusal('invalid', `user.password-${what}`, message, facts);
