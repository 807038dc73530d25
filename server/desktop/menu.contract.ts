import { z } from 'zod';
import { BackupCounts, StagedRestore } from '../backup/backup.contract.ts';

/** What the program's menu asks of the open center. Who sits at the PC and may open its menu may do this. */
export type MenuAsk = z.infer<typeof MenuAsk>;
export const MenuAsk = z.discriminatedUnion('act', [
  z.object({ act: z.literal('lan.switch'), isOn: z.boolean() }),
  /** Asks the address from this PC, as a visitor would. */
  z.object({ act: z.literal('lan.test') }),
  /** Keeps a list of this PC ready for the import page, which takes it once. */
  z.object({ act: z.literal('import.offer'), path: z.string().max(4_000) }),
  /** Makes a backup, which is opened and counted, then copies it to `path`. Refuses `backup.no-recipient` and more. */
  z.object({ act: z.literal('backup.export'), path: z.string().max(4_000) }),
  /** Opens a backup with its recovery key and counts it; nothing has changed yet. */
  z.object({ act: z.literal('restore.open'), file: z.string().max(4_000), identity: z.string().max(1_000) }),
  /** Puts it in the center's place, which closes for it and opens again; everyone is signed out. */
  z.object({ act: z.literal('restore.commit'), id: z.string() }),
  z.object({ act: z.literal('restore.drop') }),
  /** What would be cut off by ending the program now. */
  z.object({ act: z.literal('work') }),
]);

/** What each of them is answered. */
export const menuAnswers = {
  'lan.switch': z.object({}),
  'lan.test': z.object({ url: z.string(), isAnswered: z.boolean(), ms: z.number() }),
  'import.offer': z.object({ id: z.string() }),
  'backup.export': z.object({ path: z.string(), bytes: z.number(), counts: BackupCounts }),
  'restore.open': StagedRestore,
  'restore.commit': z.object({}),
  'restore.drop': z.object({}),
  work: z.object({ jobs: z.int() }),
} as const;

export type MenuAnswer<Act extends MenuAsk['act']> = z.infer<(typeof menuAnswers)[Act]>;
