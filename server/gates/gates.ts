import type { Audit } from '../audit/audit.ts';
import type { Actor, Caller } from '../caller.ts';
import type { InTransaction } from '../db/transactions.ts';
import { Refusal } from '../refusal.ts';
import type { GatesState } from './gates.contract.ts';
import type { GatesStore } from './gates.store.ts';

export type Gate = 'lookup' | 'download';

type Parts = { readonly store: GatesStore; readonly audit: Audit; readonly inTransaction: InTransaction };

const closedText: Record<Gate, string> = {
  lookup: 'public lookup is currently disabled by the operator',
  download: 'public certificate download is currently disabled by the operator',
};

export type Gates = ReturnType<typeof createGates>;

/** Whether students may look up, and download. Both are open until staff say otherwise. Source: upstream features/gates.py. */
export function createGates({ store, audit, inTransaction }: Parts) {
  /** Clamped: where no one may look up, no one may download. */
  function state(): GatesState {
    const { lookup, download } = store.read();
    return clamped(isOn(lookup), isOn(download));
  }

  /** Refuses where the gate is closed; a closed lookup speaks for the download too. */
  function requireOpen(gate: Gate): void {
    const { lookup_enabled, download_enabled } = state();
    if (!lookup_enabled) throw closed('lookup');
    if (gate === 'download' && !download_enabled) throw closed('download');
  }

  /** The state after clamping. */
  function update(asked: GatesState, { actor, address }: Caller & { readonly actor: Actor }): GatesState {
    const next = clamped(asked.lookup_enabled, asked.download_enabled);
    inTransaction(() => {
      store.write(next.lookup_enabled, next.download_enabled);
      audit.append({
        action: 'admin.features.update',
        userId: actor.userId,
        userEmail: actor.email,
        targetId: 'public',
        metadata: next,
        ip: address,
        session: actor.jti,
      });
    });
    return next;
  }

  return { state, requireOpen, update };
}

function clamped(lookup: boolean, download: boolean): GatesState {
  return { lookup_enabled: lookup, download_enabled: lookup && download };
}

function isOn(stored: string | null): boolean {
  return stored === null || ['1', 'true', 'yes', 'on'].includes(stored.trim().toLowerCase());
}

const closed = (gate: Gate) => new Refusal('closed', `gate.${gate}`, closedText[gate]);
