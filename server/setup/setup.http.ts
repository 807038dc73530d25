import { type Route, serve } from '../http/endpoint.ts';
import type { FirstAccount } from './first-account.ts';
import {
  setupAccountEndpoint,
  setupCenterEndpoint,
  setupEndpoint,
  setupFoldersEndpoint,
  setupRestoreEndpoint,
} from './setup.contract.ts';
import type { Setup } from './setup.ts';

/** While there is no center. */
export const setupRoutes = ({ setup }: { setup: Setup }): Route[] => [
  serve(setupEndpoint, (_, caller) => setup.state(caller)),
  serve(setupCenterEndpoint, setup.begin),
  serve(setupRestoreEndpoint, ({ is_wanted: isWanted }, caller) => setup.decide(isWanted, caller)),
  serve(setupFoldersEndpoint, setup.folders),
];

/** Of an open center. */
export const firstAccountRoutes = ({ firstAccount }: { firstAccount: FirstAccount }): Route[] => [
  serve(setupEndpoint, (_, caller) => firstAccount.state(caller)),
  serve(setupAccountEndpoint, firstAccount.create),
];
