import type { Audit, AuditEntry } from '../audit/audit.ts';
import type { Actor, Caller } from '../caller.ts';
import { type Clock, toInstant } from '../clock.ts';
import type { InTransaction } from '../db/transactions.ts';
import type { Log } from '../log.ts';
import { Refusal } from '../refusal.ts';
import { GatesMessage, GatesSchedule, type GatesState } from './gates.contract.ts';
import type { Gates } from './gates.ts';
import type { GatesStore } from './gates.store.ts';
import { changesAround, type PlanAround } from './week-plan.ts';

type Parts = {
  readonly store: GatesStore;
  readonly gates: Gates;
  readonly audit: Audit;
  readonly inTransaction: InTransaction;
  readonly clock: Clock;
  readonly log: Log;
};
type Staff = Caller & { readonly actor: Actor };

/** What pages are told of the plan: the next change, and the next opening while something is closed. Instants. */
export type Outlook = {
  readonly next_change: { readonly at: string; readonly opens: boolean } | null;
  readonly next_opening: string | null;
};

const lookEveryMs = 2000;
/** What is worked out of a plan holds so long at most: days further off come into reach. */
const holdsMs = 3_600_000;
const noPlan: GatesSchedule = {
  is_on: false,
  opens_download: true,
  week: [[], [], [], [], [], [], []],
  exceptions: [],
};
const noMessage: GatesMessage = { vi: '', en: '' };

export type GatePlan = ReturnType<typeof createGatePlan>;

/**
 * Opens and closes the lookup by the week's plan. A flip by hand holds until the plan's next change; of the changes that
 * passed while the PC slept or was off, only the last is made up for.
 */
export function createGatePlan({ store, gates, audit, inTransaction, clock, log }: Parts) {
  let read: { readonly json: string | null; readonly schedule: GatesSchedule } = { json: null, schedule: noPlan };
  let known: { readonly of: GatesSchedule; readonly from: number; readonly until: number; readonly is: PlanAround } = {
    of: noPlan,
    from: 0,
    until: 0,
    is: { last: null, next: null, opening: null },
  };
  const timer = setInterval(look, lookEveryMs).unref();
  look();

  function schedule(): GatesSchedule {
    const json = store.readSchedule();
    if (json !== read.json) read = { json, schedule: parse(GatesSchedule, json, noPlan) };
    return read.schedule;
  }

  /** Worked out anew only when it may have changed: every open page asks. */
  function around(of: GatesSchedule): PlanAround {
    const now = clock.now();
    if (known.of === of && now >= known.from && now < known.until) return known.is;
    const is = changesAround(of, now);
    known = { of, from: now, until: Math.min(is.next?.at ?? Infinity, now + holdsMs), is };
    return is;
  }

  /** Null where staff said nothing. */
  function message(): GatesMessage | null {
    const said = parse(GatesMessage, store.readMessage(), noMessage);
    return said.vi === '' && said.en === '' ? null : said;
  }

  function outlook(): Outlook {
    const plan = schedule();
    if (!plan.is_on) return { next_change: null, next_opening: null };
    const { next, opening } = around(plan);
    const { lookup_enabled: isOpen } = gates.state();
    return {
      next_change: next && { at: toInstant(next.at), opens: next.opens },
      next_opening: isOpen || !opening ? null : toInstant(opening.at),
    };
  }

  /** Every two seconds: carries out the planned change that is due, once. A disk that takes no entry is asked again. */
  function look(): void {
    const plan = schedule();
    if (!plan.is_on) return;
    const { last } = around(plan);
    if (!last || last.at <= store.readDone()) return;
    try {
      carryOut({ lookup_enabled: last.opens, download_enabled: last.opens && plan.opens_download }, last.at);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      log.warn('gates.plan-not-carried-out', { reason: error.message });
    }
  }

  function carryOut(next: GatesState, at: number): void {
    const now = gates.state();
    inTransaction(() => {
      store.writeDone(toInstant(at));
      if (now.lookup_enabled === next.lookup_enabled && now.download_enabled === next.download_enabled) return;
      store.write(next.lookup_enabled, next.download_enabled);
      audit.append({ action: 'system.gates', targetId: 'public', metadata: { ...next, planned_at: toInstant(at) } });
    });
  }

  /** Acts from its next change on. */
  function saveSchedule(wanted: GatesSchedule, caller: Staff): void {
    const exceptions = wanted.exceptions.toSorted((one, other) => one.date.localeCompare(other.date));
    const openDays = wanted.week.filter((spans) => spans.length > 0).length;
    const metadata = { is_on: wanted.is_on, open_days: openDays, exceptions: exceptions.length };
    inTransaction(() => {
      store.writeSchedule(JSON.stringify({ ...wanted, exceptions }), toInstant(clock.now()));
      audit.append({ ...by(caller), action: 'gates.schedule', targetId: 'public', metadata });
    });
  }

  function saveMessage(wanted: GatesMessage, caller: Staff): void {
    inTransaction(() => {
      store.writeMessage(JSON.stringify(wanted), toInstant(clock.now()));
      const metadata = { vi_length: wanted.vi.length, en_length: wanted.en.length };
      audit.append({ ...by(caller), action: 'gates.message', targetId: 'public', metadata });
    });
  }

  function close(): void {
    clearInterval(timer);
  }

  return { schedule, message, outlook, look, saveSchedule, saveMessage, close };
}

function by({ actor: { userId, email, jti }, address }: Staff): Omit<AuditEntry, 'action'> {
  return { userId, userEmail: email, session: jti, ip: address };
}

/** What is stored, or `otherwise` where nothing is, or something that an operator's tool wrote wrongly. */
function parse<Value>(
  shape: { safeParse: (value: unknown) => { success: true; data: Value } | { success: false } },
  json: string | null,
  otherwise: Value,
): Value {
  if (json === null) return otherwise;
  try {
    const value = shape.safeParse(JSON.parse(json));
    return value.success ? value.data : otherwise;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return otherwise;
  }
}
