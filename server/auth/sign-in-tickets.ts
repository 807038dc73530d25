import { createHash } from 'node:crypto';
import type { Kv } from '../kv/kv.ts';
import { type Random, randomText } from '../random.ts';
import type { User, UserStore } from './users.store.ts';

type Parts = { readonly kv: Kv; readonly random: Random; readonly store: UserStore };

const lifeSeconds = 300;

export type SignInTickets = ReturnType<typeof createSignInTickets>;

/** What stands for the first step of a sign-in while the second factor is typed. Void once the account has changed. */
export function createSignInTickets({ kv, random, store }: Parts) {
  async function issue(user: User): Promise<string> {
    const ticket = randomText(random, 32);
    await kv.set(keyOf(ticket), `${user.id} ${stateOf(user)}`, lifeSeconds);
    return ticket;
  }

  /** Null for one that is unknown, used, expired or void. */
  async function find(ticket: string): Promise<User | null> {
    const [id = '', state] = ((await kv.get(keyOf(ticket))) ?? '').split(' ');
    const user = store.findById(id);
    return user && state === stateOf(user) ? user : null;
  }

  async function use(ticket: string): Promise<void> {
    await kv.delete(keyOf(ticket));
  }

  return { issue, find, use };
}

const keyOf = (ticket: string) => `second_step:${sha256(ticket)}`;

function stateOf(user: User): string {
  const { password_hash: hash, role, is_active: isActive, sessions_valid_after: since } = user;
  return sha256(JSON.stringify([hash, role, isActive, since]));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
