import { readFileSync } from 'node:fs';
import { file, type Route, serveSignedIn } from '../http/endpoint.ts';
import type { AcceptChange } from './accept-change.ts';
import type { AuditExports, ExportFile } from './audit-exports.ts';
import type { AuditSearchStore } from './audit-search.store.ts';
import type { AuditWatch } from './audit-watch.ts';
import {
  auditAcceptEndpoint,
  auditCheckpointEndpoint,
  auditExportEndpoint,
  auditFiltersEndpoint,
  auditFindEndpoint,
  auditVerdictEndpoint,
} from './audit.contract.ts';

type Parts = {
  readonly search: AuditSearchStore;
  readonly watch: AuditWatch;
  readonly exports: AuditExports;
  readonly acceptChange: AcceptChange;
};

export const auditRoutes = ({ search, watch, exports, acceptChange }: Parts): Route[] => [
  serveSignedIn(auditFindEndpoint, search.find),
  serveSignedIn(auditFiltersEndpoint, async () => ({
    people: await search.listPeople(),
    actions: await search.listActions(),
  })),
  serveSignedIn(auditVerdictEndpoint, async ({ check }) => {
    if (check) await watch.check();
    return watch.verdict();
  }),
  serveSignedIn(auditExportEndpoint, async ({ format }, caller) => toFile(await exports.exportFile(format, caller))),
  serveSignedIn(auditCheckpointEndpoint, async (_asked, caller) => {
    const { size, root, note, time } = await exports.checkpoint(caller);
    return { size, root, note, at: time };
  }),
  serveSignedIn(auditAcceptEndpoint, async (asked, caller) => {
    await acceptChange.accept(asked, caller);
    return { accepted: true };
  }),
];

function toFile({ path, fileName, contentType, isScratch }: ExportFile) {
  const shared = { fileName, contentType };
  return isScratch
    ? file({ ...shared, parts: [], scratchPath: path })
    : file({ ...shared, parts: [readFileSync(path)] });
}
