import type { Audit } from '../audit/audit.ts';
import type { Actor, Caller, Role } from '../caller.ts';
import { type Clock, toInstant } from '../clock.ts';
import type { CertConfig } from '../config/cert-config.ts';
import type { RecordDigests } from '../db/record-digests.ts';
import type { RecordHistory } from '../db/record-history.ts';
import type { InTransaction } from '../db/transactions.ts';
import { Refusal } from '../refusal.ts';
import { readSbd, type Sbd } from '../values/sbd.ts';
import { readUpdates, type ShipmentUpdates } from './shipment-updates.ts';
import type { ShipmentRecord, ShipmentUpsertRequest } from './shipments.contract.ts';
import type { ShipmentRow, ShipmentStore } from './shipments.store.ts';

type Authenticate = (token: string, least: Role, caller: Caller) => Promise<Actor>;
type Parts = {
  readonly config: CertConfig;
  readonly store: ShipmentStore;
  readonly authenticate: Authenticate;
  readonly audit: Audit;
  readonly digests: RecordDigests;
  readonly history: RecordHistory;
  readonly inTransaction: InTransaction;
  readonly clock: Clock;
  readonly makeId: () => string;
};

const table = 'shipments';
const writers: readonly Role[] = ['admin', 'super-admin'];

export type Shipments = ReturnType<typeof createShipments>;

/** Where a student's paper is. Source: upstream api/shipment.py, shipment/store.py. */
export function createShipments(parts: Parts) {
  const { config, store, authenticate, audit, digests, history, inTransaction, clock, makeId } = parts;
  const { enabled, fields, statuses } = config.features.shipment;

  /** Refuses for disabled, token, role, sbd, updates, round, status, fields, in this order. */
  async function upsert(asked: ShipmentUpsertRequest, caller: Caller): Promise<ShipmentRecord> {
    requireEnabled();
    const actor = await authenticate(caller.bearer ?? textOf(asked.token), 'viewer', caller);
    if (!writers.includes(actor.role)) {
      throw new Refusal('forbidden', 'auth.role', `role '${actor.role}' cannot update shipments`);
    }
    const sbd = requireSbd(asked.sbd);
    const updates = readUpdates(asked.updates);
    const [roundId, status] = [textOf(asked.round_id), textOf(asked.status)];
    if (roundId === '' || status === '') throw invalid('incomplete', 'round_id and status are both required');
    requireRound(roundId);
    if (!statuses.includes(status)) throw invalid('status', `status '${status}' not in ${listed(statuses)}`);
    const unknown = Object.keys(updates).filter((field) => !fields.includes(field));
    if (unknown.length > 0) {
      throw invalid('fields', `unknown shipment fields: ${listed(unknown)}; allowed: ${listed(fields)}`);
    }
    return toRecord(save({ roundId, sbd, status, updates }, actor, caller));
  }

  type Asked = {
    readonly roundId: string;
    readonly sbd: Sbd;
    readonly status: string;
    readonly updates: ShipmentUpdates;
  };

  function save({ roundId, sbd, status, updates }: Asked, actor: Actor, { address }: Caller): ShipmentRow {
    return inTransaction(() => {
      const before = store.find(roundId, sbd);
      const now = toInstant(clock.now());
      const none = Object.fromEntries(fields.map((field) => [field, null]));
      const fresh = { ...none, id: makeId(), round_id: roundId, sbd, created_at: now };
      const after: ShipmentRow = { ...(before ?? fresh), ...updates, status, updated_at: now };
      store.save(after);
      digests.write(table, after.id, after);
      const commitHash = history.record({ table, key: after.id, before: before ?? null, after, userId: actor.userId });
      audit.append({
        action: 'shipment.upsert',
        targetId: `${roundId}:${sbd}`,
        userId: actor.userId,
        userEmail: actor.email,
        session: actor.jti,
        ip: address,
        metadata: { status, fields_touched: Object.keys(updates).toSorted() },
        commitHash,
      });
      return after;
    });
  }

  function toRecord(row: ShipmentRow): ShipmentRecord {
    const { id, round_id, sbd, status, created_at, updated_at } = row;
    return { id, round_id, sbd, status, created_at, updated_at, fields: pick(row, fields) };
  }

  function requireEnabled(): void {
    if (enabled) return;
    throw new Refusal('not-configured', 'shipment.off', 'shipment tracking is disabled for this project');
  }

  function requireRound(roundId: string): void {
    if (config.rounds.some(({ id }) => id === roundId)) return;
    const available = listed(config.rounds.map(({ id }) => id));
    throw invalid('round', `unknown round_id '${roundId}'; available: ${available}`);
  }

  return { upsert, requireEnabled, requireRound };
}

export function pick(row: ShipmentRow, fields: readonly string[]): Record<string, string | null> {
  return Object.fromEntries(fields.map((field) => [field, row[field] ?? null]));
}

export function requireSbd(value: unknown): Sbd {
  const read = readSbd(value);
  if (read.ok) return read.sbd;
  throw new Refusal('invalid', read.missing ? 'sbd.missing' : 'sbd.form', read.message);
}

/** Text or number as text, trimmed; anything else is not given. */
export function textOf(value: unknown): string {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value.trim() : '';
}

/** As the wire lists names. */
function listed(names: readonly string[]): string {
  return `[${names.map((name) => `'${name}'`).join(', ')}]`;
}

const invalid = (what: string, message: string) => new Refusal('invalid', `shipment.${what}`, message);
