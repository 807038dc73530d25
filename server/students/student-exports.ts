import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Audit } from '../audit/audit.ts';
import { type Clock, toInstant } from '../clock.ts';
import type { CertConfig } from '../config/cert-config.ts';
import { runInWorker, workerUrl } from '../jobs/run-in-worker.ts';
import { Refusal } from '../refusal.ts';
import type { Staff } from './records.ts';
import type { ExportStudentsRequest } from './students.contract.ts';

export type ExportInput = {
  readonly databasePath: string;
  readonly config: CertConfig;
  readonly path: string;
  readonly asked: ExportStudentsRequest;
};

type Parts = {
  readonly databasePath: string;
  readonly config: CertConfig;
  /** Where files stand while they are sent. */
  readonly folder: string;
  readonly beforeRead: () => void;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly makeId: () => string;
};

export type ExportedFile = {
  /** Belongs to whoever gets it: sent, then removed. */
  readonly scratchPath: string;
  readonly fileName: string;
  readonly contentType: string;
};

const contentTypes = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;
const mostAtOnce = 2;

export type StudentExports = ReturnType<typeof createStudentExports>;

/** Lists of students as files, made in a worker. */
export function createStudentExports({ databasePath, config, folder, ...parts }: Parts) {
  const { beforeRead, audit, clock, makeId } = parts;
  const stopping = new AbortController();
  let running = 0;
  // What a killed program left behind: lists of students are to lie nowhere longer than needed.
  rmSync(folder, { recursive: true, force: true });

  /** Refuses `export.busy` and what does not fit a sheet. The log is told of format, number and filters, by name. */
  async function exportAs(asked: ExportStudentsRequest, { actor, address }: Staff): Promise<ExportedFile> {
    if (running >= mostAtOnce)
      throw new Refusal('busy', 'export.busy', 'other lists are being exported: wait a moment');
    running += 1;
    const path = join(folder, `${makeId()}.${asked.format}`);
    try {
      beforeRead();
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const input: ExportInput = { databasePath, config, path, asked };
      const rows = await runInWorker(workerUrl(import.meta.url, 'export'), input, { signal: stopping.signal });
      chmodSync(path, 0o600);
      await audit.record({
        action: 'student.export',
        userId: actor.userId,
        userEmail: actor.email,
        session: actor.jti,
        ip: address,
        targetId: asked.round_id ?? '*',
        metadata: { format: asked.format, rows, filters: filtersOf(asked) },
      });
      const fileName = `${config.project.slug}-students-${toInstant(clock.now()).slice(0, 10)}.${asked.format}`;
      return { scratchPath: path, fileName, contentType: contentTypes[asked.format] };
    } catch (error) {
      rmSync(path, { force: true });
      throw error;
    } finally {
      running -= 1;
    }
  }

  function close(): void {
    stopping.abort();
  }

  return { exportAs, close };
}

function filtersOf({ text, school, subject_code, result }: ExportStudentsRequest): string[] {
  const filters = { text, school, subject_code, result };
  return Object.entries(filters).flatMap(([name, value]) => (value === null || value === '' ? [] : [name]));
}
