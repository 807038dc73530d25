import type { Finding } from './check.ts';
import type { ReadProblem } from './read-outcome.ts';

/** Where the code came from; `page` of a PDF. */
export type Source =
  | { readonly is: 'link' | 'pasted' | 'camera' }
  | {
      readonly is: 'file';
      readonly name: string;
      readonly page: { readonly number: number; readonly of: number } | null;
    };

/** Why there is nothing to judge. */
export type UnreadProblem = ReadProblem | 'no-code' | 'other-code' | 'several';

/** The file that could not be read. `url`: a picture of it, where it is one. */
export type ChosenFile = { readonly name: string; readonly url: string | null };

/** What the page shows. `at`: when the code was checked. */
export type View =
  | { readonly is: 'start'; readonly isPasting: boolean }
  | { readonly is: 'reading' }
  | { readonly is: 'camera' }
  | { readonly is: 'unread'; readonly problem: UnreadProblem; readonly file: ChosenFile }
  | { readonly is: 'verdict'; readonly finding: Finding; readonly source: Source; readonly at: Date };
