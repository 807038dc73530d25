import { existsSync, rmSync } from 'node:fs';
import type { BackedUp } from '../backup/backup.contract.ts';
import type { Clock } from '../clock.ts';
import type { CertConfig } from '../config/cert-config.ts';
import type { SignedInCaller } from '../caller.ts';
import type { UploadedFile } from '../uploaded-file.ts';
import type { Jobs, JobTools } from '../jobs/jobs.ts';
import { Refusal } from '../refusal.ts';
import type { ImportBatches } from './import-batches.store.ts';
import type { Draft, ImportDrafts } from './import-drafts.ts';
import type { ImportJob } from './import-job.ts';
import type { ImportSources } from './import-sources.store.ts';
import { ImportAnswers, type ImportState } from './imports.contract.ts';
import type { ImportTurn } from './import-turn.ts';
import type { IngestReport } from './ingest.contract.ts';
import { sourceOf } from './known-heads.ts';
import { openReview, type Review } from './review.store.ts';
import { runImport } from './run-import.ts';

/** A backup before a list is written; how it came out. Throws the signal's reason alone. */
export type BackUpFirst = (caller: SignedInCaller, tools: Pick<JobTools, 'signal'>) => Promise<BackedUp>;

type Parts = {
  readonly config: CertConfig;
  /** The center folder. */
  readonly root: string;
  readonly databasePath: string;
  readonly drafts: ImportDrafts;
  readonly batches: ImportBatches;
  readonly sources: ImportSources;
  readonly jobs: Jobs;
  readonly turn: ImportTurn;
  readonly clock: Clock;
  readonly makeId: () => string;
  readonly backUpFirst: BackUpFirst;
  /** After a list was written or taken back. */
  readonly onWritten: () => void;
};

type Entry = {
  draft: Draft;
  phase: ImportState['phase'];
  job: string | null;
  report: IngestReport | null;
  review: Review | null;
  batch: number | null;
  backedUp: BackedUp | null;
};

type GivenAnswers = { readonly [Name in keyof ImportAnswers]?: ImportAnswers[Name] | undefined };

const noneChosen = { added: 0, changed: 0 };

export type Imports = ReturnType<typeof createImports>;

/** Lists on their way from the panel to the students: uploaded, read, reviewed and ticked, written. */
export function createImports(parts: Parts) {
  const { config, drafts, batches, sources, jobs, turn, clock } = parts;
  const entries = new Map<string, Entry>(drafts.loadAll().map((draft) => [draft.id, toEntry(draft)]));

  async function upload(file: UploadedFile): Promise<ImportState> {
    const id = parts.makeId();
    const bytes = await file.saveTo(drafts.placeFor(id));
    const answers = plainAnswers(config.rounds[0]?.id ?? '');
    const draft = { id, fileName: file.name, bytes, answers, isSourceKnown: false, uploadedAt: clock.now() };
    try {
      drafts.save(draft);
    } catch (error) {
      await drafts.drop(id);
      throw error;
    }
    const entry = toEntry(draft);
    entries.set(id, entry);
    return stateOf(entry);
  }

  /** Not written yet, newest first. */
  function listOpen(): ImportState[] {
    const open = [...entries.values()].filter(({ phase }) => phase !== 'done');
    return open.toSorted((a, b) => b.draft.uploadedAt - a.draft.uploadedAt).map(stateOf);
  }

  function state(id: string): ImportState {
    return stateOf(require(id));
  }

  /** Answers that are given replace those that were; where none were ever given, those for the same heads are taken. */
  function review(id: string, given: GivenAnswers): ImportState {
    const entry = require(id);
    turn.requireFree();
    const isFirst = Object.keys(given).length === 0 && entry.report === null;
    change(entry, { answers: ImportAnswers.parse({ ...entry.draft.answers, ...given }) });
    begin(entry, 'reading', 'import.review', async (tools) => {
      const first = await readFirst(entry, tools);
      const isAgain = isFirst && takeKnownAnswers(entry, first.source);
      if (!isAgain && first.report === null) throw first.refusal;
      entry.report = isAgain || first.report === null ? await read(entry, tools) : first.report;
      entry.review = openReview(drafts.paths(id).review);
    });
    return stateOf(entry);
  }

  /** Also a list whose columns are not understood has heads by which it may be known. */
  async function readFirst(entry: Entry, tools: JobTools) {
    try {
      const report = await read(entry, tools);
      return { report, source: report.source, refusal: null };
    } catch (error) {
      const found = error instanceof Refusal ? error.facts['found'] : null;
      if (!Array.isArray(found)) throw error;
      return { report: null, source: sourceOf(found.map(String)), refusal: error };
    }
  }

  /** Whether this kind of list was answered before, otherwise than by default. */
  function takeKnownAnswers(entry: Entry, source: string): boolean {
    const kept = ImportAnswers.partial().safeParse(JSON.parse(sources.find(source) ?? '{}'));
    if (!kept.success || Object.keys(kept.data).length === 0) return false;
    const { roundId } = entry.draft.answers;
    const answers = ImportAnswers.parse({ ...entry.draft.answers, ...kept.data, roundId });
    change(entry, { answers, isSourceKnown: true });
    return true;
  }

  function read(entry: Entry, tools: JobTools): Promise<IngestReport> {
    const { review: path } = drafts.paths(entry.draft.id);
    closeReview(entry);
    entry.report = null;
    rmSync(path, { force: true });
    return runImport(jobOf(entry, null), { clock, signal: tools.signal, onProgress: tools.progress });
  }

  function lines(id: string, ...page: Parameters<Review['lines']>) {
    return requireReview(require(id)).lines(...page);
  }

  function tick(id: string, ...ticks: Parameters<Review['tick']>): ImportState {
    const entry = require(id);
    requireReview(entry).tick(...ticks);
    return stateOf(entry);
  }

  function commit(id: string, caller: SignedInCaller): ImportState {
    const entry = require(id);
    requireReview(entry);
    turn.requireFree();
    const { userId, email } = caller.actor;
    begin(entry, 'writing', 'import.commit', async ({ signal, progress }) => {
      entry.backedUp = await parts.backUpFirst(caller, { signal });
      const job = jobOf(entry, { userId, email });
      const report = await runImport(job, { clock, signal, onProgress: progress });
      entry.report = report;
      entry.batch = batches.list()[0]?.id ?? null;
      parts.onWritten();
    });
    return stateOf(entry);
  }

  type Work = Parameters<Jobs['start']>[0]['run'];

  function begin(
    entry: Entry,
    phase: 'reading' | 'writing',
    kind: 'import.review' | 'import.commit',
    work: Work,
  ): void {
    const { id, fileName } = entry.draft;
    const total = phase === 'writing' ? (entry.report?.counts.read ?? null) : null;
    entry.phase = phase;
    turn.take(id);
    const run: Work = async (tools) => {
      try {
        await work(tools);
        entry.phase = phase === 'writing' ? 'done' : 'reviewed';
      } catch (error) {
        entry.phase = entry.review === null ? 'failed' : 'reviewed';
        throw error;
      } finally {
        turn.end();
      }
      if (entry.phase === 'done') void forgetFiles(entry);
    };
    entry.job = jobs.start({ kind, label: fileName, subject: id, total, run }).id;
  }

  function jobOf({ draft }: Entry, actor: ImportJob['actor']): ImportJob {
    const { list, review: reviewPath, rejected } = drafts.paths(draft.id);
    const commits = actor !== null;
    const job = { config, databasePath: parts.databasePath, path: list, fileName: draft.fileName, reviewPath, actor };
    const options = { ...draft.answers, duplicates: 'replace', keepsUnbrought: true, commit: commits } as const;
    return { ...job, options, rejectedPath: commits ? null : rejected, root: commits ? null : parts.root };
  }

  /** The path of the rejected rows as csv. Refuses `import.no-rejected`. */
  function rejectedFile(id: string): { readonly path: string; readonly fileName: string } {
    const { draft } = require(id);
    const { rejected } = drafts.paths(id);
    if (!existsSync(rejected)) throw new Refusal('not-found', 'import.no-rejected', 'no row of this list was rejected');
    return { path: rejected, fileName: `${draft.fileName.replace(/\.[^.]*$/, '')}-rejected.csv` };
  }

  async function discard(id: string): Promise<void> {
    const entry = require(id);
    if (turn.holder() === id) turn.requireFree();
    entries.delete(id);
    await forgetFiles(entry);
  }

  function forgetFiles(entry: Entry): Promise<void> {
    closeReview(entry);
    return drafts.drop(entry.draft.id);
  }

  function require(id: string): Entry {
    const entry = entries.get(id);
    if (!entry) throw new Refusal('not-found', 'import.unknown', 'no such upload; drop the file again');
    return entry;
  }

  function change(entry: Entry, next: Partial<Draft>): void {
    entry.draft = { ...entry.draft, ...next };
    drafts.save(entry.draft);
  }

  function stateOf({ draft, phase, job, report, review: ticked, batch, backedUp }: Entry): ImportState {
    const { id, fileName, bytes, answers, isSourceKnown } = draft;
    return {
      ...{ id, bytes, answers, phase, report, batch },
      file_name: fileName,
      backed_up: backedUp,
      is_source_known: isSourceKnown,
      job: job === null ? null : jobs.find(job),
      chosen: ticked?.chosen() ?? noneChosen,
    };
  }

  /** Stops nothing: the jobs do that. */
  function close(): void {
    for (const entry of entries.values()) closeReview(entry);
  }

  return { upload, listOpen, state, review, lines, tick, commit, rejectedFile, discard, close };
}

function closeReview(entry: Entry): void {
  entry.review?.close();
  entry.review = null;
}

function toEntry(draft: Draft): Entry {
  return { draft, phase: 'uploaded', job: null, report: null, review: null, batch: null, backedUp: null };
}

function plainAnswers(roundId: string): ImportAnswers {
  const found = { sheet: null, encoding: null, dateOrder: null };
  return { roundId, ...found, shortYears: false, acceptProposals: false, ...noPairs };
}

const noPairs = { mapResults: [], columns: [], ignored: [], cures: [] };

function requireReview({ review, phase }: Entry): Review {
  if (review !== null && phase === 'reviewed') return review;
  throw new Refusal('invalid', 'import.not-reviewed', 'the list has not been read yet; look at its changes first');
}
