import { createHash } from 'node:crypto';
import type { Kv } from '../kv/kv.ts';
import { type Random, randomText } from '../random.ts';

const lifeSeconds = 180 * 86_400;
const mostEmails = 8;

export type KnownDevices = ReturnType<typeof createKnownDevices>;

/**
 * Browsers that signed in before. Each keeps a random value whose hash is stored here with the e-mails used there.
 * A known one has a sign-in limit of its own and nothing else: it still needs the password.
 */
export function createKnownDevices({ kv, random }: { readonly kv: Kv; readonly random: Random }) {
  /** `device` as the browser sent it, of any form. */
  async function isKnown(device: string, email: string): Promise<boolean> {
    return (await emailsOf(device)).includes(email);
  }

  /** After a sign-in: a new value for the browser, good for 180 days. The one it had ends; its e-mails go over. */
  async function remember(device: string, email: string): Promise<string> {
    const others = (await emailsOf(device)).filter((other) => other !== email);
    const fresh = randomText(random, 32);
    await kv.set(keyOf(fresh), [email, ...others].slice(0, mostEmails).join('\n'), lifeSeconds);
    await kv.delete(keyOf(device));
    return fresh;
  }

  async function emailsOf(device: string): Promise<readonly string[]> {
    return device === '' ? [] : ((await kv.get(keyOf(device))) ?? '').split('\n');
  }

  return { isKnown, remember };
}

const keyOf = (device: string) => `known_device:${createHash('sha256').update(device).digest('base64url')}`;
