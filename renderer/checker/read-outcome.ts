/** Why a file could not be looked at. `no-reader`: the part of this page that reads codes could not be loaded. */
export type ReadProblem = 'too-large' | 'no-picture' | 'pdf-locked' | 'pdf-broken' | 'no-reader';

/** `texts`: what the codes in the file say; none where no code was seen. `page`: of a PDF, where a code was found. */
export type ReadOutcome =
  | {
      readonly ok: true;
      readonly texts: readonly string[];
      readonly page: { readonly number: number; readonly of: number } | null;
    }
  | { readonly ok: false; readonly problem: ReadProblem };
