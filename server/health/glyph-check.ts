import type { Audit } from '../audit/audit.ts';
import type { SignedInCaller } from '../caller.ts';
import { type Clock, toInstant } from '../clock.ts';
import type { CertConfig } from '../config/cert-config.ts';
import type { JobState } from '../jobs/jobs.contract.ts';
import type { Jobs, JobTools } from '../jobs/jobs.ts';
import { runInWorker, workerUrl } from '../jobs/run-in-worker.ts';
import type { GlyphReport, GlyphState } from './health.contract.ts';
import type { GlyphRow } from './missing-glyphs.ts';

export type GlyphCheckInput = { readonly databasePath: string; readonly config: CertConfig; readonly root: string };
export type GlyphCheckResult = {
  /** Rows that were looked at. */
  readonly checked: number;
  /** Rows with such a character. */
  readonly count: number;
  /** The first `mostShown` characters. */
  readonly rows: readonly GlyphRow[];
};

/** More cannot be mended one by one: the font wants changing. */
export const mostShown = 500;

type Parts = GlyphCheckInput & {
  /** Rows that another program changed are looked at as they are now. */
  readonly beforeRead: () => void;
  readonly audit: Audit;
  readonly jobs: Pick<Jobs, 'start' | 'find'>;
  readonly clock: Clock;
};

export type GlyphCheck = ReturnType<typeof createGlyphCheck>;

/** Whether every student's certificate can be drawn, row by row: too long to be asked with the other checks. */
export function createGlyphCheck({ beforeRead, audit, jobs, clock, ...input }: Parts) {
  let job: string | null = null;
  let report: GlyphReport | null = null;

  function running(): JobState | null {
    return job === null ? null : jobs.find(job);
  }

  /** Begins to look at every row. One that runs already goes on, and is what both wait for. */
  function start({ actor, address }: SignedInCaller): JobState {
    const current = running();
    if (current?.status === 'running') return current;
    const run = async (tools: JobTools) => {
      const { checked, count, rows } = await look(tools);
      report = { at: toInstant(clock.now()), checked, count, rows: [...rows] };
      await audit.record({
        action: 'student.glyphs',
        userId: actor.userId,
        userEmail: actor.email,
        session: actor.jti,
        ip: address,
        targetId: '*',
        metadata: { checked, count },
      });
    };
    const label = input.config.project.name;
    const begun = jobs.start({ kind: 'health.glyphs', label, subject: 'health', total: 100, run });
    job = begun.id;
    return begun;
  }

  async function look({ signal, progress }: JobTools): Promise<GlyphCheckResult> {
    beforeRead();
    const onProgress = (percent: unknown) => progress(Number(percent));
    const url = workerUrl(import.meta.url, 'glyph-check');
    return (await runInWorker(url, input, { signal, onProgress, mayBeCut: true })) as GlyphCheckResult;
  }

  /** What runs or ran last, and what was found when one last came to its end. */
  function state(): GlyphState {
    return { job: running(), report };
  }

  return { start, state };
}
