import { z } from 'zod';

/** What the program's menu asks of the open center. Who sits at the PC and may open its menu may do this. */
export type MenuAsk = z.infer<typeof MenuAsk>;
export const MenuAsk = z.discriminatedUnion('act', [
  z.object({ act: z.literal('lan.switch'), isOn: z.boolean() }),
  /** Asks the address from this PC, as a visitor would. */
  z.object({ act: z.literal('lan.test') }),
  /** Keeps a list of this PC ready for the import page, which takes it once. */
  z.object({ act: z.literal('import.offer'), path: z.string().max(4_000) }),
  /** What would be cut off by ending the program now. */
  z.object({ act: z.literal('work') }),
]);

/** What each of them is answered. */
export const menuAnswers = {
  'lan.switch': z.object({}),
  'lan.test': z.object({ url: z.string(), isAnswered: z.boolean(), ms: z.number() }),
  'import.offer': z.object({ id: z.string() }),
  work: z.object({ jobs: z.int() }),
} as const;

export type MenuAnswer<Act extends MenuAsk['act']> = z.infer<(typeof menuAnswers)[Act]>;
