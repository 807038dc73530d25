import { z } from 'zod';

/** What the desktop program tells the server that it started. */
export type ToServer = z.infer<typeof ToServer>;
export const ToServer = z.discriminatedUnion('type', [
  /** Finish what is being written, close the databases, end. */
  z.object({ type: z.literal('stop') }),
]);

/** What that server tells back. */
export type FromServer = z.infer<typeof FromServer>;
export const FromServer = z.discriminatedUnion('type', [
  /** The pages answer at `origin`; `locale` is the center's. */
  z.object({ type: z.literal('ready'), origin: z.url(), locale: z.enum(['vi', 'en']) }),
  /** It ends of its own will: trying again alone will not help. `exitCode` as on the command line. */
  z.object({ type: z.literal('failed'), exitCode: z.number(), message: z.string() }),
]);
