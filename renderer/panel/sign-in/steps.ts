/** How far a sign-in is. A token is given out only by the last step. */
export type Step =
  | { readonly kind: 'first' }
  /** A code went out by mail. */
  | { readonly kind: 'code'; readonly email: string }
  /** A link went out by mail; there is nothing more to do in this window. */
  | { readonly kind: 'link'; readonly email: string }
  /** The ticket stands for the first factor while the second is typed. */
  | { readonly kind: 'factor'; readonly ticket: string }
  /** Signed in by a one-time code: a password is due before anything else. */
  | { readonly kind: 'password'; readonly token: string };
