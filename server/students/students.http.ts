import { file, type Route, serveSignedIn } from '../http/endpoint.ts';
import { adminListEndpoint, adminUpdateEndpoint } from './admin-list.contract.ts';
import type { StaffRecords } from './staff-records.ts';
import {
  correctStudentEndpoint,
  exportStudentsEndpoint,
  findStudentsEndpoint,
  revokeEndpoint,
  showPhoneEndpoint,
  studentFacetsEndpoint,
  studentRecordEndpoint,
  undoChangeEndpoint,
  unrevokeEndpoint,
} from './students.contract.ts';

export const studentRoutes = ({ reader, lists, updates, records, exports, ...more }: StaffRecords): Route[] => [
  serveSignedIn(adminListEndpoint, lists.list),
  serveSignedIn(adminUpdateEndpoint, updates.update),
  serveSignedIn(findStudentsEndpoint, reader.find),
  serveSignedIn(studentFacetsEndpoint, ({ round_id: roundId }) => reader.facets(roundId)),
  serveSignedIn(studentRecordEndpoint, records.record),
  serveSignedIn(showPhoneEndpoint, records.showPhone),
  serveSignedIn(correctStudentEndpoint, more.corrections.correct),
  serveSignedIn(undoChangeEndpoint, more.corrections.undo),
  serveSignedIn(revokeEndpoint, more.revocations.revoke),
  serveSignedIn(unrevokeEndpoint, more.revocations.restore),
  serveSignedIn(exportStudentsEndpoint, async (asked, staff) => {
    return file({ ...(await exports.exportAs(asked, staff)), parts: [] });
  }),
];
