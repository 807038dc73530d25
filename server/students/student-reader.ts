import type { CertConfig } from '../config/cert-config.ts';
import { workerUrl } from '../jobs/run-in-worker.ts';
import { createWorkerDesk } from '../jobs/worker-desk.ts';
import type { AdminListResponse } from './admin-list.contract.ts';
import type { AdminListAsk } from './admin-list.store.ts';
import type { FindStudentsRequest, FindStudentsResponse, StudentFacets } from './students.contract.ts';

export type ReaderInput = { readonly databasePath: string; readonly config: CertConfig };
export type ReaderQuestion =
  | { readonly is: 'list'; readonly asked: AdminListAsk }
  | { readonly is: 'find'; readonly asked: FindStudentsRequest }
  | { readonly is: 'facets'; readonly roundId: string | null };

type Parts = ReaderInput & {
  /** Before each question: keys of rows that another program changed are made right. */
  readonly beforeRead: () => void;
};

export type StudentReader = ReturnType<typeof createStudentReader>;

/**
 * Lists, read in workers with connections of their own: a million rows hold nobody up. Counting for the filters has a
 * worker to itself, so that no search waits behind it.
 */
export function createStudentReader({ beforeRead, ...input }: Parts) {
  const url = workerUrl(import.meta.url, 'reader');
  const desk = createWorkerDesk(url, { data: input satisfies ReaderInput });
  const counting = createWorkerDesk(url, { data: input satisfies ReaderInput });

  async function ask(question: ReaderQuestion, of = desk): Promise<unknown> {
    beforeRead();
    return of.ask(question);
  }
  const list = (asked: AdminListAsk) => ask({ is: 'list', asked }) as Promise<AdminListResponse>;
  const find = (asked: FindStudentsRequest) => ask({ is: 'find', asked }) as Promise<FindStudentsResponse>;
  const facets = (roundId: string | null) => ask({ is: 'facets', roundId }, counting) as Promise<StudentFacets>;

  async function close(): Promise<void> {
    await Promise.all([desk.close(), counting.close()]);
  }

  return { list, find, facets, close };
}
