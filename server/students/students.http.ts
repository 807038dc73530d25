import { type Route, serveSignedIn } from '../http/endpoint.ts';
import { adminListEndpoint, adminUpdateEndpoint } from './admin-list.contract.ts';
import type { StaffRecords } from './staff-records.ts';
import {
  correctStudentEndpoint,
  findStudentsEndpoint,
  revokeEndpoint,
  showPhoneEndpoint,
  studentFacetsEndpoint,
  studentRecordEndpoint,
  undoChangeEndpoint,
  unrevokeEndpoint,
} from './students.contract.ts';

export const studentRoutes = ({ reader, lists, updates, records, corrections, revocations }: StaffRecords): Route[] => [
  serveSignedIn(adminListEndpoint, lists.list),
  serveSignedIn(adminUpdateEndpoint, updates.update),
  serveSignedIn(findStudentsEndpoint, reader.find),
  serveSignedIn(studentFacetsEndpoint, ({ round_id: roundId }) => reader.facets(roundId)),
  serveSignedIn(studentRecordEndpoint, records.record),
  serveSignedIn(showPhoneEndpoint, records.showPhone),
  serveSignedIn(correctStudentEndpoint, corrections.correct),
  serveSignedIn(undoChangeEndpoint, corrections.undo),
  serveSignedIn(revokeEndpoint, revocations.revoke),
  serveSignedIn(unrevokeEndpoint, revocations.restore),
];
