import { z } from 'zod';

/** What a command says to the desktop program that runs it. */
export type FromCommand = z.infer<typeof FromCommand>;
export const FromCommand = z.discriminatedUnion('type', [
  /** A line is to be typed, unseen; answered by `secret`. */
  z.object({ type: z.literal('ask-secret'), question: z.string() }),
  /** The server is to run with these arguments; answered by `served` when it has ended. */
  z.object({ type: z.literal('serve'), args: z.array(z.string()) }),
  /** Done, everything printed. */
  z.object({ type: z.literal('ended'), exitCode: z.int() }),
]);

/** What it is answered. */
export type ToCommand = z.infer<typeof ToCommand>;
export const ToCommand = z.discriminatedUnion('type', [
  z.object({ type: z.literal('secret'), line: z.string() }),
  z.object({ type: z.literal('served'), exitCode: z.int() }),
]);
