import { z } from 'zod';
import { MenuAsk } from './menu.contract.ts';

/** What the desktop program tells the server that it started. */
export type ToServer = z.infer<typeof ToServer>;
export const ToServer = z.discriminatedUnion('type', [
  /** Finish what is being written, close the databases, end. */
  z.object({ type: z.literal('stop') }),
  /** Pages that show this token are the PC's own kiosk window; good until this server ends. */
  z.object({ type: z.literal('window'), token: z.string().min(32) }),
  /** Whether staff typed their PIN; answered by `code-checked`. */
  z.object({ type: z.literal('check-code'), id: z.int(), code: z.string().max(64) }),
  /** The PC was asleep: its network may be another one. */
  z.object({ type: z.literal('woke') }),
  /** Something of the program's menu; answered by `answered` or `refused`. */
  z.object({ type: z.literal('ask'), id: z.int(), ask: MenuAsk }),
]);

/** What the program's menu shows of an open center. */
export type CenterView = Readonly<z.infer<typeof CenterView>>;
const CenterView = z.object({
  name: z.string(),
  /** Begins the names of its files. */
  slug: z.string(),
  lan: z.object({
    /** The host was given by hand: the switch has no say. */
    isFixed: z.boolean(),
    isOn: z.boolean(),
    /** What others type; null while only this PC gets in. */
    url: z.string().nullable(),
  }),
});

/** What that server tells back. */
export type FromServer = z.infer<typeof FromServer>;
export const FromServer = z.discriminatedUnion('type', [
  /** The pages answer at `origin`; `locale` is the center's. */
  z.object({ type: z.literal('ready'), origin: z.url(), locale: z.enum(['vi', 'en']) }),
  /** It ends of its own will: trying again alone will not help. `exitCode` as on the command line. */
  z.object({ type: z.literal('failed'), exitCode: z.number(), message: z.string() }),
  /** The staff PIN as the shell keeps it for the time when no server answers; null where none is set. */
  z.object({ type: z.literal('staff-code'), hash: z.string().nullable() }),
  /** `unknown`: the server cannot tell, so the shell decides by what it keeps. */
  z.object({
    type: z.literal('code-checked'),
    id: z.int(),
    verdict: z.enum(['right', 'wrong', 'wait', 'unknown']),
    waitSeconds: z.number(),
  }),
  /** The open center, at its start and whenever this changes. */
  z.object({ type: z.literal('center'), center: CenterView }),
  z.object({ type: z.literal('answered'), id: z.int(), value: z.unknown() }),
  /** `message` is in the center's language. */
  z.object({ type: z.literal('refused'), id: z.int(), code: z.string(), message: z.string() }),
]);

/** The cookie by which the kiosk window shows its token; only main can set it. */
export const windowCookie = 'lvt_window';
