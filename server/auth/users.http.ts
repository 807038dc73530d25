import { type Route, serveSignedIn } from '../http/endpoint.ts';
import type { UserDesk } from './user-desk.ts';
import {
  activateUserEndpoint,
  createUserEndpoint,
  deactivateUserEndpoint,
  endUserSessionsEndpoint,
  resetUserEndpoint,
  userRoleEndpoint,
  usersEndpoint,
} from './users.contract.ts';

export const userRoutes = ({ userDesk }: { readonly userDesk: UserDesk }): Route[] => [
  serveSignedIn(usersEndpoint, (_asked, caller) => ({ users: userDesk.list(caller) })),
  serveSignedIn(createUserEndpoint, ({ email, role }, caller) => userDesk.create(email, role, caller)),
  serveSignedIn(userRoleEndpoint, ({ id, role }, caller) => ({ user: userDesk.setRole(id, role, caller) })),
  serveSignedIn(activateUserEndpoint, ({ id }, caller) => ({ user: userDesk.setActive(id, true, caller) })),
  serveSignedIn(deactivateUserEndpoint, ({ id }, caller) => ({ user: userDesk.setActive(id, false, caller) })),
  serveSignedIn(resetUserEndpoint, (asked, caller) => userDesk.reset(asked, caller)),
  serveSignedIn(endUserSessionsEndpoint, ({ id }, caller) => ({ ended: userDesk.endSessions(id, caller) })),
];
