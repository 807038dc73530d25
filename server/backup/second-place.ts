import type { Audit } from '../audit/audit.ts';
import { type Clock, toInstant } from '../clock.ts';
import type { InTransaction } from '../db/transactions.ts';
import type { JobState } from '../jobs/jobs.contract.ts';
import type { JobTools } from '../jobs/jobs.ts';
import type { Log } from '../log.ts';
import { Refusal } from '../refusal.ts';
import { listBackups } from './backup-files.ts';
import { backupTasks } from './backup-tasks.ts';
import type { CareStore } from './care.store.ts';
import type { By } from './recipients.ts';

type Parts = {
  /** The center folder. */
  readonly root: string;
  /** The center's own backups. */
  readonly folder: string;
  readonly store: CareStore;
  readonly audit: Audit;
  readonly inTransaction: InTransaction;
  /** Begins the job of a copy; refuses `backup.busy`. */
  readonly begin: (label: string, run: (tools: JobTools) => Promise<void>) => JobState;
  readonly isBusy: () => boolean;
  readonly clock: Clock;
  readonly log: Log;
};

const lookMs = 60_000;
/** After a copy that failed: a stick that is not there is not asked for every minute. */
const patienceMs = 60 * 60_000;
/** A share that gives no word for so long is as good as gone. */
const silenceMs = 60_000;

export type SecondPlace = ReturnType<typeof createSecondPlace>;

/** Another disk, a stick or a share: what is backed up here is copied there, now or when the place is there again. */
export function createSecondPlace(parts: Parts) {
  const { root, folder, store, audit, inTransaction, begin, isBusy, clock, log } = parts;
  let triedAt = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | null = null;

  function start(): void {
    timer = setInterval(look, lookMs).unref();
  }

  /** A copy that is due. */
  function look(): void {
    if (!isDue() || clock.elapsed() - triedAt < patienceMs || isBusy()) return;
    begin(store.place.read()?.folder ?? '', copyNewest);
  }

  function isDue(): boolean {
    const newest = newestChecked();
    return store.place.read() !== null && newest !== null && newest.note.made_at > (store.copied.read()?.made_at ?? '');
  }

  function newestChecked() {
    for (const { name, note } of listBackups(folder)) if (note) return { name, note };
    return null;
  }

  /** Null: backups stay on this PC. Refuses as `requirePlace`, and `backup.place-slow`. */
  async function choose(to: string | null, by: By): Promise<void> {
    if (to !== null) await withinSilence((signal) => backupTasks.probe({ root, folder: to }, { signal }), to);
    const now = toInstant(clock.now());
    inTransaction(() => {
      store.place.write(to === null ? null : { folder: to, problem: null }, now);
      audit.append({ ...by, action: 'backup.place', targetId: to ?? 'off' });
    });
    triedAt = Number.NEGATIVE_INFINITY;
    look();
  }

  /** By hand, also what is there already. Refuses `backup.no-place`, `backup.none`, `backup.busy`. */
  function copy(): JobState {
    const place = store.place.read();
    if (!place) throw new Refusal('conflict', 'backup.no-place', 'choose a second place first');
    if (!newestChecked()) throw new Refusal('conflict', 'backup.none', 'there is no backup yet');
    return begin(place.folder, copyNewest);
  }

  /** After a backup was made: what comes of the copy is told by the place, not by the backup. */
  async function follow(tools: Pick<JobTools, 'signal'>): Promise<void> {
    if (!isDue()) return;
    try {
      await copyNewest({ ...tools, progress: () => undefined });
    } catch (error) {
      tools.signal.throwIfAborted();
      log.warn('backup.not-copied', { code: codeOf(error) });
    }
  }

  async function copyNewest({ signal, progress }: JobTools): Promise<void> {
    const [place, newest] = [store.place.read(), newestChecked()];
    if (!place || !newest) return;
    triedAt = clock.elapsed();
    const { name, note } = newest;
    const input = { root, from: folder, to: place.folder, name, sha256: note.sha256, databaseId: note.database.id };
    try {
      await withinSilence(
        (silence, moved) =>
          backupTasks.copy(input, {
            signal: AbortSignal.any([signal, silence]),
            progress: (percent) => {
              moved();
              progress(percent);
            },
          }),
        place.folder,
      );
    } catch (error) {
      signal.throwIfAborted();
      keepProblem(place.folder, error);
      throw error;
    }
    const now = toInstant(clock.now());
    inTransaction(() => {
      store.copied.write({ at: now, made_at: note.made_at, name }, now);
      store.place.write({ folder: place.folder, problem: null }, now);
      audit.append({ action: 'backup.copied', targetId: name, metadata: { folder: place.folder } });
    });
  }

  /** Told in the log when it begins to fail, not every hour that a stick is away. */
  function keepProblem(to: string, error: unknown): void {
    const at = toInstant(clock.now());
    const code = codeOf(error);
    const before = store.place.read()?.problem?.code;
    inTransaction(() => {
      store.place.write({ folder: to, problem: { code, at, facts: factsOf(error) } }, at);
      if (before !== code) audit.append({ action: 'backup.copy-failed', targetId: to, metadata: { code } });
    });
  }

  function state() {
    return { place: store.place.read(), copied: store.copied.read() };
  }

  function close(): void {
    if (timer) clearInterval(timer);
  }

  return { choose, copy, follow, look, state, start, close };
}

/** Ends the work where it does not move. Refuses `backup.place-slow`. */
async function withinSilence(
  work: (signal: AbortSignal, moved: () => void) => Promise<void>,
  folder: string,
): Promise<void> {
  const silence = new AbortController();
  const end = () => {
    const message = `${folder} does not answer`;
    silence.abort(new Refusal('unavailable', 'backup.place-slow', message, { folder }));
  };
  let timer = setTimeout(end, silenceMs);
  const moved = () => {
    clearTimeout(timer);
    timer = setTimeout(end, silenceMs);
  };
  try {
    await work(silence.signal, moved);
  } finally {
    clearTimeout(timer);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Refusal ? error.code : 'internal';
}

function factsOf(error: unknown): Record<string, string | number> {
  if (!(error instanceof Refusal)) return {};
  const facts = Object.entries(error.facts).map(([name, fact]) => [
    name,
    typeof fact === 'number' ? fact : String(fact),
  ]);
  return Object.fromEntries(facts) as Record<string, string | number>;
}
