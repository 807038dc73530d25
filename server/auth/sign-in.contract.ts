import { z } from 'zod';

/**
 * What the sign-in must know before anyone has signed in. Written into the panel's page as
 * `<script type="application/json" id="sign-in">`.
 */
export type SignInInfo = z.infer<typeof SignInInfo>;
export const SignInInfo = z.object({ mode: z.enum(['password', 'otp_email', 'magic_link']) });
