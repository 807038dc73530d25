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

/** Lists, read in a worker with its own connection: a million rows hold nobody up. */
export function createStudentReader({ beforeRead, ...input }: Parts) {
  const desk = createWorkerDesk(workerUrl(import.meta.url, 'reader'), { data: input satisfies ReaderInput });

  async function ask(question: ReaderQuestion): Promise<unknown> {
    beforeRead();
    return desk.ask(question);
  }
  const list = (asked: AdminListAsk) => ask({ is: 'list', asked }) as Promise<AdminListResponse>;
  const find = (asked: FindStudentsRequest) => ask({ is: 'find', asked }) as Promise<FindStudentsResponse>;
  const facets = (roundId: string | null) => ask({ is: 'facets', roundId }) as Promise<StudentFacets>;

  return { list, find, facets, close: desk.close };
}
