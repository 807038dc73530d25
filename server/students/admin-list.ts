import type { Audit } from '../audit/audit.ts';
import type { Actor, Caller } from '../caller.ts';
import type { CertConfig } from '../config/cert-config.ts';
import { Refusal } from '../refusal.ts';
import { toDobKey } from '../values/dob.ts';
import { toNameKey } from '../values/name.ts';
import { toPhoneKey } from '../values/phone.ts';
import type { AdminListRequest, AdminListResponse } from './admin-list.contract.ts';
import type { AdminListAsk } from './admin-list.store.ts';
import type { StudentReader } from './student-reader.ts';

type Parts = {
  readonly config: CertConfig;
  readonly reader: Pick<StudentReader, 'list'>;
  /** On this thread: one row a round is there sooner than a worker is asked. */
  readonly listByNumber: (asked: AdminListAsk) => AdminListResponse;
  readonly audit: Audit;
};
type Staff = Caller & { readonly actor: Actor };

const fewestLetters = 2;

export type AdminLists = ReturnType<typeof createAdminLists>;

/** Staff's list by the wire. Source: upstream api/admin_list.py. */
export function createAdminLists({ config, reader, listByNumber, audit }: Parts) {
  /**
   * At most 50 whole rows, for every role. Refuses for no filter, a name of one letter, an unknown round, in this
   * order. The log is told which filters were used, never their values.
   */
  async function list(asked: AdminListRequest, { actor, address }: Staff): Promise<AdminListResponse> {
    const given = {
      name: readGiven(asked.name),
      sbd: readGiven(asked.sbd),
      dob: readGiven(asked.dob),
      phone: readGiven(asked.phone),
    };
    const filters = Object.entries(given).flatMap(([name, value]) => (value === '' ? [] : [name]));
    if (filters.length === 0) {
      throw invalid('list.no-filter', 'at least one filter required (name, sbd, dob, phone)');
    }
    if (given.name !== '' && Array.from(toNameKey(given.name)).length < fewestLetters) {
      throw invalid('list.name-short', 'name filter must be ≥ 2 chars');
    }
    const roundId = readGiven(asked.round_id);
    if (roundId !== '' && !config.rounds.some(({ id }) => id === roundId)) {
      throw invalid('round.unknown', `unknown round_id: '${roundId}'`);
    }
    const ask: AdminListAsk = {
      roundId: orNull(roundId, String),
      sbd: orNull(given.sbd, String),
      part: orNull(given.name, toNameKey),
      dob: orNull(given.dob, toDobKey),
      phone: orNull(given.phone, toPhoneKey),
    };
    const found = ask.sbd === null ? await reader.list(ask) : listByNumber(ask);
    await audit.record({
      action: 'admin.list',
      userId: actor.userId,
      userEmail: actor.email,
      session: actor.jti,
      ip: address,
      targetId: roundId === '' ? '*' : roundId,
      metadata: { filters, total: found.total, role: actor.role },
    });
    return found;
  }

  return { list };
}

/** Text or number as text, trimmed; anything else is not given. */
export function readGiven(value: unknown): string {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value.trim() : '';
}

function orNull<T>(text: string, convert: (text: string) => T): T | null {
  return text === '' ? null : convert(text);
}

const invalid = (code: string, message: string) => new Refusal('invalid', code, message);
