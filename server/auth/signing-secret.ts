import type { Log } from '../log.ts';
import { Refusal } from '../refusal.ts';
import type { SecretGeneration } from './signing-secret.store.ts';

/** JWT_SECRET where it is kept. */
export type SecretFile = {
  /** As the environment gives it now. */
  readonly read: () => string;
  /** The process environment gives it: that would win again at the next start. */
  readonly isFromOutside: boolean;
  /** A new one in `.env`. */
  readonly replace: () => void;
};

type Parts = { readonly file: SecretFile; readonly generation: SecretGeneration; readonly log: Log };

export type SigningSecret = ReturnType<typeof createSigningSecret>;

/** The key of the tokens. Another process may make a new one at any time: asked at each use, for a few microseconds. */
export function createSigningSecret({ file, generation, log }: Parts) {
  let secret = file.read();
  let seen = generation.current();
  let key = new TextEncoder().encode(secret);

  function current(): Uint8Array {
    const now = generation.current();
    if (now !== seen) {
      seen = now;
      reread();
    }
    return key;
  }

  function reread(): void {
    try {
      secret = file.read();
      key = new TextEncoder().encode(secret);
    } catch (error) {
      // A file that cannot be read keeps nobody signed in: who made the new secret also ended every session.
      log.error('auth.secret-not-read', { reason: error instanceof Error ? error.message : String(error) });
    }
  }

  /** A new secret. Refuses where the process environment gives one. */
  function replace(): void {
    if (!file.isFromOutside) {
      file.replace();
      return;
    }
    const message = 'JWT_SECRET is set in the environment of the server: change it there and start the server again';
    throw new Refusal('not-configured', 'auth.secret-outside', message);
  }

  return { current, replace };
}
