import { type Route, serve, serveSignedIn } from '../http/endpoint.ts';
import {
  changePasswordEndpoint,
  endSessionsEndpoint,
  loginEndpoint,
  logoutEndpoint,
  presenceEndpoint,
  rotateSecretEndpoint,
  sessionEndpoint,
  sessionsEndpoint,
} from './auth.contract.ts';
import {
  stepUpEndpoint,
  totpBeginEndpoint,
  totpConfirmEndpoint,
  totpDisableEndpoint,
} from './second-factor.contract.ts';
import type { Staff } from './staff.ts';

export const authRoutes = ({ staff }: { readonly staff: Staff }): Route[] => {
  const { auth, sessions, account, confirmation, enrolment, rotation } = staff;
  return [
    serve(loginEndpoint, auth.signIn),
    serve(logoutEndpoint, ({ token }, caller) => sessions.signOut(caller.bearer ?? token, caller)),
    serveSignedIn(sessionEndpoint, (_asked, caller) => account.info(caller)),
    serveSignedIn(presenceEndpoint, () => ({})),
    serveSignedIn(sessionsEndpoint, ({ everyone }, caller) => ({ sessions: account.list(everyone, caller) })),
    serveSignedIn(endSessionsEndpoint, async (asked, caller) => ({ ended: await account.end(asked, caller) })),
    serveSignedIn(changePasswordEndpoint, async (asked, caller) => ({
      token: await account.changePassword(asked, caller),
    })),
    serveSignedIn(stepUpEndpoint, async (asked, caller) => {
      const until = await confirmation.stepUp(asked, caller);
      return { stepped_up_until: until, challenge_issued: until === null };
    }),
    serveSignedIn(totpBeginEndpoint, ({ password }, caller) => enrolment.begin(password, caller)),
    serveSignedIn(totpConfirmEndpoint, ({ totp }, caller) => ({
      recovery_codes: [...enrolment.confirm(totp, caller)],
    })),
    serveSignedIn(totpDisableEndpoint, async ({ password }, caller) => {
      await enrolment.disable(password, caller);
      return { has_second_factor: false as const };
    }),
    serveSignedIn(rotateSecretEndpoint, (_asked, caller) => ({ ended: rotation.rotate(caller) })),
  ];
};
