import { type Route, serve } from '../http/endpoint.ts';
import { loginEndpoint, logoutEndpoint } from './auth.contract.ts';
import type { Auth } from './auth.ts';
import type { Sessions } from './sessions.ts';

export const authRoutes = ({ auth, sessions }: { readonly auth: Auth; readonly sessions: Sessions }): Route[] => [
  serve(loginEndpoint, auth.signIn),
  serve(logoutEndpoint, ({ token }, caller) => sessions.signOut(caller.bearer ?? token, caller)),
];
