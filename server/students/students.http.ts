import { type Route, serveSignedIn } from '../http/endpoint.ts';
import { adminListEndpoint } from './admin-list.contract.ts';
import type { AdminLists } from './admin-list.ts';
import { findStudentsEndpoint, studentFacetsEndpoint } from './students.contract.ts';
import type { StudentReader } from './student-reader.ts';

type Parts = { readonly lists: AdminLists; readonly reader: StudentReader };

export const studentRoutes = ({ lists, reader }: Parts): Route[] => [
  serveSignedIn(adminListEndpoint, lists.list),
  serveSignedIn(findStudentsEndpoint, reader.find),
  serveSignedIn(studentFacetsEndpoint, ({ round_id: roundId }) => reader.facets(roundId)),
];
