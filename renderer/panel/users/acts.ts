import type { UserView } from '../../../server/auth/users.contract.ts';

/** What is being done to an account; each asks in a dialog. */
export type UserAct =
  | { readonly kind: 'add' }
  | { readonly kind: 'role' | 'reset' | 'deactivate' | 'activate' | 'end-sessions'; readonly user: UserView }
  /** The code that was just made: shown once. */
  | { readonly kind: 'code'; readonly user: UserView; readonly code: string; readonly until: string | null };
