import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { replaceFile } from '../files/replace-file.ts';
import { ImportAnswers } from './imports.contract.ts';

const Draft = z.object({
  id: z.string().regex(/^[\w-]+$/),
  fileName: z.string(),
  bytes: z.int(),
  answers: ImportAnswers,
  isSourceKnown: z.boolean(),
  /** Milliseconds since 1970. */
  uploadedAt: z.number(),
});
/** A list that was dropped into the panel and is not written yet. */
export type Draft = Readonly<z.infer<typeof Draft>>;

const keptMs = 24 * 3_600_000;

export type ImportDrafts = ReturnType<typeof createImportDrafts>;

/** Uploads in a folder of their own, each with what is known of it beside it, so that a restart forgets none. */
export function createImportDrafts(folder: string, now: () => number) {
  const pathOf = (id: string, kind: 'list' | 'review' | 'rejected' | 'json') => join(folder, `${id}.${kind}`);

  /** A fresh place for an upload. */
  function placeFor(id: string): string {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return pathOf(id, 'list');
  }

  function save(draft: Draft): void {
    replaceFile(pathOf(draft.id, 'json'), JSON.stringify(draft));
  }

  function paths(id: string) {
    return { list: pathOf(id, 'list'), review: pathOf(id, 'review'), rejected: pathOf(id, 'rejected') };
  }

  /** The loop does not wait: a large file takes a while to give back. What cannot go now goes at the next start. */
  async function drop(id: string): Promise<void> {
    rmSync(pathOf(id, 'json'), { force: true });
    const rest = (['list', 'review', 'rejected'] as const).map((kind) => rm(pathOf(id, kind), { force: true }));
    await Promise.allSettled(rest);
  }

  /** Newest first. What is a day old, or cannot be read, is forgotten. */
  function loadAll(): Draft[] {
    if (!existsSync(folder)) return [];
    const drafts = readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .flatMap((name) => load(name.slice(0, -'.json'.length)));
    const known = new Set(drafts.map(({ id }) => id));
    for (const name of readdirSync(folder)) {
      const id = name.replace(/\.[^.]*$/, '');
      if (!known.has(id)) rmSync(join(folder, name), { force: true, recursive: true });
    }
    return drafts.toSorted((a, b) => b.uploadedAt - a.uploadedAt);
  }

  function load(id: string): Draft[] {
    try {
      const draft = Draft.parse(JSON.parse(readFileSync(pathOf(id, 'json'), 'utf8')));
      return now() - draft.uploadedAt < keptMs && existsSync(pathOf(id, 'list')) ? [draft] : [];
    } catch {
      // Cut short or of another program: its list can be dropped in again.
      return [];
    }
  }

  return { placeFor, save, paths, drop, loadAll };
}
