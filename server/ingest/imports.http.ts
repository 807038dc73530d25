import { readFileSync } from 'node:fs';
import { file, type Route, serveSignedIn, serveUpload } from '../http/endpoint.ts';
import * as at from './imports.contract.ts';
import type { Imports } from './imports.ts';
import type { OfferedLists } from './offered-lists.ts';
import { limits } from './rows.ts';
import type { WrittenLists } from './written-lists.ts';

type Parts = {
  readonly imports: Imports;
  readonly writtenLists: WrittenLists;
  readonly offeredLists: OfferedLists;
};

export const importsRoutes = ({ imports, writtenLists, offeredLists }: Parts): Route[] => [
  serveUpload(at.uploadImportEndpoint, limits.csvBytes, (upload) => imports.upload(upload)),
  serveSignedIn(at.takeImportEndpoint, ({ id }) => imports.upload(offeredLists.take(id))),
  serveSignedIn(at.openImportsEndpoint, () => ({ imports: imports.listOpen() })),
  serveSignedIn(at.importStateEndpoint, ({ id }) => imports.state(id)),
  serveSignedIn(at.reviewImportEndpoint, ({ id, answers }) => imports.review(id, answers)),
  serveSignedIn(at.importLinesEndpoint, ({ id, kind, offset, limit }) => imports.lines(id, kind, offset, limit)),
  serveSignedIn(at.tickImportEndpoint, ({ id, kind, lines, ticked }) => imports.tick(id, kind, lines, ticked)),
  serveSignedIn(at.commitImportEndpoint, ({ id }, caller) => imports.commit(id, caller)),
  serveSignedIn(at.rejectedRowsEndpoint, ({ id }) => {
    const { path, fileName } = imports.rejectedFile(id);
    return file({ contentType: 'text/csv; charset=utf-8', fileName, parts: [readFileSync(path)] });
  }),
  serveSignedIn(at.discardImportEndpoint, async ({ id }) => {
    await imports.discard(id);
    return {};
  }),
  serveSignedIn(at.importBatchesEndpoint, () => ({ batches: writtenLists.list() })),
  serveSignedIn(at.undoImportEndpoint, ({ batch }, caller) => writtenLists.undo(batch, caller)),
];
