import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';

/** A center folder that was open on this PC, by the name of its center. */
export type RecentCenter = Readonly<z.infer<typeof RecentCenter>>;
const RecentCenter = z.object({ path: z.string(), name: z.string() });

const keptMost = 8;

export type RecentCenters = ReturnType<typeof createRecentCenters>;

/** Shared by the programs of all folders; one that cannot be read only means an empty menu. */
export function createRecentCenters(file: string) {
  function read(): RecentCenter[] {
    try {
      return z.array(RecentCenter).parse(JSON.parse(readFileSync(file, 'utf8')));
    } catch {
      return [];
    }
  }

  /** Newest first; what is no center any more is left out. */
  function others(than: string): RecentCenter[] {
    return read().filter(({ path }) => path !== than && existsSync(join(path, 'cert.config.json')));
  }

  function note(center: RecentCenter): void {
    const [first, ...rest] = [center, ...read().filter(({ path }) => path !== center.path)];
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.part`, JSON.stringify([first, ...rest].slice(0, keptMost)));
    renameSync(`${file}.part`, file);
  }

  return { others, note };
}
