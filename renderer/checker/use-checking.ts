import { useRef, useState } from 'react';
import type { Checker, Finding } from './check.ts';
import { findBlobs } from './find-blob.ts';
import type { QrReader } from './read-file.ts';
import type { ReadOutcome } from './read-outcome.ts';
import type { ChosenFile, Source, UnreadProblem, View } from './view.ts';

/** How long a verdict waits for the server's word before it is shown without. */
const serverPatienceMs = 1500;

const drawable: ReadonlySet<UnreadProblem> = new Set(['no-code', 'other-code', 'several']);

type Parts = { readonly checker: Checker; readonly reader: QrReader; readonly linked: string | null };

/** The page's one state and what may be done to it. A step that was left meanwhile changes nothing. */
export function useChecking({ checker, reader, linked }: Parts) {
  const [view, setView] = useState<View>(() => ({ is: linked === null ? 'start' : 'reading', isPasting: false }));
  const step = useRef(0);

  function begin(next: View): number {
    setView((left) => {
      if (left.is === 'unread' && left.file.url) URL.revokeObjectURL(left.file.url);
      return next;
    });
    step.current += 1;
    return step.current;
  }

  function show(mine: number, next: View): void {
    if (step.current === mine) setView(next);
  }

  async function judge(mine: number, blobs: readonly string[], source: Source): Promise<void> {
    const { now, later } = checker.check(blobs);
    const at = new Date();
    const verdict = (finding: Finding): View => ({ is: 'verdict', finding, source, at });
    const patience = new Promise<Finding>((resolve) => setTimeout(() => resolve(now), serverPatienceMs));
    const first = await Promise.race([later, patience]);
    show(mine, verdict(first));
    if (first.server === 'asking') show(mine, verdict(await later));
  }

  return {
    view,
    toStart: (isPasting = false) => void begin({ is: 'start', isPasting }),
    toCamera: () => void begin({ is: 'camera' }),

    /** False where the text holds no code: whoever typed it is told at the field. */
    checkText: (text: string, is: 'pasted' | 'camera'): boolean => {
      const blobs = findBlobs(text);
      if (blobs.length === 0) return false;
      void judge(begin({ is: 'reading' }), blobs, { is });
      return true;
    },

    /** The code in the page's own address, as it stands. */
    checkLink: (blob: string) => void judge(begin({ is: 'reading' }), [blob], { is: 'link' }),

    checkFile: async (file: File): Promise<void> => {
      const mine = begin({ is: 'reading' });
      const found = findCode(await reader.read(file));
      if (found.ok) await judge(mine, found.blobs, { is: 'file', name: file.name, page: found.page });
      else show(mine, { is: 'unread', problem: found.problem, file: toChosen(file, found.problem) });
    },
  };
}

/** The one code of a certificate among all that a file shows. */
function findCode(outcome: ReadOutcome) {
  if (!outcome.ok) return outcome;
  const { texts, page } = outcome;
  const [blobs, ...others] = texts.map(findBlobs).filter((found) => found.length > 0);
  if (blobs && others.length === 0) return { ok: true, blobs, page } as const;
  const problem: UnreadProblem = blobs ? 'several' : texts.length > 0 ? 'other-code' : 'no-code';
  return { ok: false, problem } as const;
}

/** With a picture of the file where there was one to look at. */
function toChosen(file: File, problem: UnreadProblem): ChosenFile {
  const isDrawable = file.type.startsWith('image/') && drawable.has(problem);
  return { name: file.name, url: isDrawable ? URL.createObjectURL(file) : null };
}

export type Checking = ReturnType<typeof useChecking>;
