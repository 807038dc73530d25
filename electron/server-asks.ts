import type { z } from 'zod';
import { randomInt } from 'node:crypto';
import type { FromServer, ToServer } from '../server/desktop/desktop.contract.ts';
import type { MenuAsk } from '../server/desktop/menu.contract.ts';

type Told = Extract<FromServer, { type: 'answered' | 'refused' }>;
type Refused = { readonly ok: false; readonly code: string; readonly message: string };

/** `message` is in the center's language; code `no-server` has none. */
export type Answered<Value> = { readonly ok: true; readonly value: Value } | Refused;

export type ServerAsks = ReturnType<typeof createServerAsks>;

/** Asks the open center for what the menu does. `tell` is false where no server is ready. */
export function createServerAsks({ tell }: { readonly tell: (message: ToServer) => boolean }) {
  const waiting = new Map<number, (told: Told | null) => void>();

  /** `schema` is the one of `menuAnswers` for this ask. */
  async function ask<S extends z.ZodType>(asked: MenuAsk, schema: S): Promise<Answered<z.infer<S>>> {
    const told = await send(asked);
    if (told === null) return { ok: false, code: 'no-server', message: '' };
    if (told.type === 'refused') return { ok: false, code: told.code, message: told.message };
    return { ok: true, value: schema.parse(told.value) };
  }

  function send(asked: MenuAsk): Promise<Told | null> {
    const id = randomInt(2 ** 31);
    return new Promise((resolve) => {
      waiting.set(id, (told) => {
        waiting.delete(id);
        resolve(told);
      });
      if (!tell({ type: 'ask', id, ask: asked })) waiting.get(id)?.(null);
    });
  }

  /** What the server told. */
  function answer(told: Told): void {
    waiting.get(told.id)?.(told);
  }

  /** The server that was asked is gone. */
  function giveUp(): void {
    for (const resolve of [...waiting.values()]) resolve(null);
  }

  return { ask, answer, giveUp };
}
