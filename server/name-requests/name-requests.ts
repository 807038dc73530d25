import type { Audit } from '../audit/audit.ts';
import type { Actor, Caller } from '../caller.ts';
import type { Captcha } from '../captcha/captcha.ts';
import { type Clock, toInstant } from '../clock.ts';
import type { InTransaction } from '../db/transactions.ts';
import type { Gates } from '../gates/gates.ts';
import type { RateLimits } from '../rate-limits/rate-limits.ts';
import { Refusal } from '../refusal.ts';
import type { StudentStore } from '../students/students.store.ts';
import { readSbd, type Sbd } from '../values/sbd.ts';
import type {
  ListedNameRequest,
  NameRequest,
  NameRequestAnswer,
  NameRequestAnswering,
  NameRequestList,
  NameRequestsRequest,
} from './name-requests.contract.ts';
import type { NameRequestStore, StoredNameRequest } from './name-requests.store.ts';

type Parts = {
  readonly store: NameRequestStore;
  readonly students: Pick<StudentStore, 'findBySbd'>;
  readonly gates: Gates;
  readonly captcha: Pick<Captcha, 'consumeSumOrPass' | 'issuePass'>;
  readonly rateLimits: RateLimits;
  readonly audit: Audit;
  readonly inTransaction: InTransaction;
  readonly clock: Clock;
  /** Hears how many wait, whenever that may have changed. */
  readonly onChange: (waiting: number) => void;
};

/** Codes begin with four digits, so that nobody takes them for one of the pages' own, such as K-104. */
const firstCode = 1000;

export type NameRequests = ReturnType<typeof createNameRequests>;

/** Students say that their record is wrong, staff answer. Nothing here changes a record. */
export function createNameRequests(parts: Parts) {
  const { store, students, gates, captcha, rateLimits, audit, inTransaction, clock, onChange } = parts;

  /** Refuses for gate, pass, limit, in this order. A second one for a number changes the one that waits. */
  async function ask(asked: NameRequest, { address }: Caller): Promise<NameRequestAnswer> {
    gates.requireOpen('lookup');
    const sbd = requireBound(await captcha.consumeSumOrPass(asked.captcha_id, asked.captcha_answer));
    await rateLimits.count('name_request', address);
    const { what, right_value } = asked;
    const { id, isNew } = inTransaction(() => {
      const before = store.findWaiting(sbd);
      const row = { sbd, what, right_value, created_at: toInstant(clock.now()) };
      if (before) store.change(before.id, row);
      const stored = before?.id ?? store.add(row);
      const metadata = { what, is_new: before === null };
      audit.append({ action: 'request.received', targetId: toCode(stored), metadata, ip: address });
      return { id: stored, isNew: before === null };
    });
    onChange(countWaiting());
    return { code: toCode(id), is_new: isNew, pass: await captcha.issuePass(sbd) };
  }

  function list({ status, offset, limit }: NameRequestsRequest): NameRequestList {
    return {
      total: store.countOf(status),
      waiting: countWaiting(),
      rows: store.list(status, limit, offset).map(toListed),
    };
  }

  /** Refuses what is not there, and what a colleague has answered. */
  function answer(asked: NameRequestAnswering, caller: Caller & { readonly actor: Actor }): ListedNameRequest {
    const { id, outcome, note } = asked;
    const { actor, address } = caller;
    inTransaction(() => {
      if (!store.find(id)) throw new Refusal('not-found', 'request.none', 'there is no such request');
      const done = { id, status: outcome, note: note === '' ? null : note };
      const isFirst = store.answer({ ...done, answered_at: toInstant(clock.now()), answered_by: actor.email });
      if (!isFirst) throw new Refusal('conflict', 'request.answered', 'this request has been answered already');
      audit.append({
        action: 'request.answered',
        userId: actor.userId,
        userEmail: actor.email,
        targetId: toCode(id),
        metadata: { outcome },
        ip: address,
        session: actor.jti,
      });
    });
    onChange(countWaiting());
    const stored = store.find(id);
    if (!stored) throw new Error('an answered request is gone');
    return toListed(stored);
  }

  function countWaiting(): number {
    return store.countOf('waiting');
  }

  /** Who waits longest, for the page of the day. */
  function oldestWaiting(): string | null {
    return store.list('waiting', 1, 0)[0]?.created_at ?? null;
  }

  function toListed(stored: StoredNameRequest): ListedNameRequest {
    const read = readSbd(stored.sbd);
    const [student] = read.ok ? students.findBySbd(read.sbd) : [];
    return {
      ...stored,
      code: toCode(stored.id),
      round_id: student?.roundId ?? null,
      name: student?.name ?? null,
      dob: student?.dob ?? null,
    };
  }

  return { ask, list, answer, countWaiting, oldestWaiting };
}

/** A sum says nothing of whose record it is. */
function requireBound(sbd: string | null): Sbd {
  const read = readSbd(sbd ?? '');
  if (sbd !== null && read.ok) return read.sbd;
  throw new Refusal('invalid', 'captcha.gone', 'captcha challenge not found or expired');
}

const toCode = (id: number) => `K-${firstCode + id}`;
