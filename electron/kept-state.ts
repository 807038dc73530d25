import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { Place } from './place.ts';

/** What the shell remembers of its windows. */
export type Kept = z.infer<typeof Kept>;
const Kept = z.object({
  panel: Place.nullable().catch(null).default(null),
  /** Of the staff PIN: lets staff out of the kiosk while no server answers. */
  staffHash: z.string().nullable().catch(null).default(null),
  /** The kiosk is open in this run of the PC, which began at this instant (s); null where it is closed. */
  kioskSince: z.number().nullable().catch(null).default(null),
  /** The mark of the display that was chosen for the kiosk. */
  kioskDisplay: z.string().nullable().catch(null).default(null),
  /** The kiosk opens at each start of the program. */
  kioskAlways: z.boolean().catch(false).default(false),
});

export type KeptState = ReturnType<typeof createKeptState>;

/** A small file in the shell's own folder. A lost or damaged one only means that windows open in the middle again. */
export function createKeptState(file: string) {
  let kept = read();

  function read(): Kept {
    try {
      return Kept.parse(JSON.parse(readFileSync(file, 'utf8')));
    } catch {
      return Kept.parse({});
    }
  }

  function change(next: Partial<Kept>): void {
    kept = { ...kept, ...next };
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.part`, JSON.stringify(kept));
    renameSync(`${file}.part`, file);
  }

  return { get: () => kept, change };
}
