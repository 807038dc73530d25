/** The account that this page made, and whether it is signed in. */
export type Made = { readonly email: string; readonly isSignedIn: boolean };
