/** How it is shown that it still is the same person. */
export type StepUpWay = 'password' | 'totp' | 'code';
