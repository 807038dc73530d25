import { type Clock, toInstant } from '../clock.ts';
import type { Log } from '../log.ts';
import { Refusal } from '../refusal.ts';
import type { JobKind, JobState } from './jobs.contract.ts';

type Parts = {
  readonly clock: Clock;
  readonly makeId: () => string;
  readonly log: Log;
  /** Hears of its begin and end, and twice a second how far it is. */
  readonly onChange: (job: JobState) => void;
};

export type JobTools = { readonly signal: AbortSignal; readonly progress: (done: number) => void };

export type NewJob = {
  readonly kind: JobKind;
  readonly label: string;
  readonly subject: string;
  readonly total: number | null;
  readonly run: (tools: JobTools) => Promise<void>;
};

const keptMs = 3_600_000;
const keptMost = 100;
/** Pages are told no oftener. */
const tellEveryMs = 500;

type Entry = { state: JobState; readonly stop: AbortController; endedAt: number; toldAt: number; ended: Promise<void> };

export type Jobs = ReturnType<typeof createJobs>;

/** Long work with progress and cancel. It outlives the page that began it, not the program. */
export function createJobs({ clock, makeId, log, onChange }: Parts) {
  const entries = new Map<string, Entry>();

  /** Starts the work and gives its first state. What it throws becomes the problem of the job. */
  function start({ kind, label, subject, total, run }: NewJob): JobState {
    sweep();
    const id = makeId();
    const startedAt = toInstant(clock.now());
    const state: JobState = {
      ...{ id, kind, label, subject, status: 'running', done: 0, total, started_at: startedAt, problem: null },
    };
    const entry: Entry = { state, stop: new AbortController(), endedAt: 0, toldAt: 0, ended: Promise.resolve() };
    entries.set(id, entry);
    onChange(state);
    const progress = (done: number) => step(entry, { done });
    entry.ended = run({ signal: entry.stop.signal, progress }).then(
      () => end(entry, { status: 'done', done: entry.state.total ?? entry.state.done }),
      (error: unknown) => end(entry, ending(error, entry)),
    );
    return entry.state;
  }

  function step(entry: Entry, change: Partial<JobState>): void {
    entry.state = { ...entry.state, ...change };
    const now = clock.elapsed();
    if (now - entry.toldAt < tellEveryMs) return;
    entry.toldAt = now;
    onChange(entry.state);
  }

  function end(entry: Entry, change: Partial<JobState>): void {
    entry.state = { ...entry.state, ...change };
    entry.endedAt = clock.elapsed();
    onChange(entry.state);
  }

  function ending(error: unknown, { stop, state }: Entry): Partial<JobState> {
    if (stop.signal.aborted) return { status: 'cancelled' };
    if (error instanceof Refusal) {
      const { code, message, facts } = error;
      return { status: 'failed', problem: { code, error: message, facts } };
    }
    log.error('job.failed', {
      id: state.id,
      kind: state.kind,
      reason: error instanceof Error ? error.name : typeof error,
    });
    return { status: 'failed', problem: { code: 'internal', error: 'internal error', facts: { id: state.id } } };
  }

  /** What runs, and what ended within the last hour; newest first. */
  function list(): JobState[] {
    sweep();
    return [...entries.values()].map(({ state }) => state).reverse();
  }

  function find(id: string): JobState | null {
    return entries.get(id)?.state ?? null;
  }

  /** Done once the work has stopped. Refuses `job.unknown`. */
  async function cancel(id: string): Promise<JobState> {
    const entry = entries.get(id);
    if (!entry) throw new Refusal('not-found', 'job.unknown', 'no such job');
    if (entry.state.status === 'running') entry.stop.abort(new Error('the job was cancelled'));
    await entry.ended;
    return entry.state;
  }

  /** Its last state. Refuses `job.unknown`. */
  async function whenEnded(id: string): Promise<JobState> {
    const entry = entries.get(id);
    if (!entry) throw new Refusal('not-found', 'job.unknown', 'no such job');
    await entry.ended;
    return entry.state;
  }

  function sweep(): void {
    const now = clock.elapsed();
    for (const [id, { state, endedAt }] of entries) {
      const isOld = state.status !== 'running' && (now - endedAt > keptMs || entries.size > keptMost);
      if (isOld) entries.delete(id);
    }
  }

  /** Stops what runs; at the end of the program. Done when all has ended. */
  async function close(): Promise<void> {
    for (const { state, stop } of entries.values()) if (state.status === 'running') stop.abort(new Error('closing'));
    await Promise.all([...entries.values()].map(({ ended }) => ended));
  }

  return { start, list, find, cancel, whenEnded, close };
}
