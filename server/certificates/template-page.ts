/**
 * A page of a template, taken apart once: the file up to the first object that differs from certificate to certificate.
 * Page, content and fonts are written behind `prefix`, numbered from `objects + 1` on; the page itself comes first.
 */
export type TemplatePage = {
  readonly prefix: Buffer;
  /** Objects in the prefix, numbered from 1. */
  readonly objects: number;
  /** Lines of the cross-reference table for object 0 and those of the prefix, 20 bytes each. */
  readonly crossReferences: Buffer;
  readonly catalog: number;
  /** The page dictionary up to the list of its contents, which is left open: `<<...[1 0 R 5 0 R 2 0 R`. */
  readonly pageHead: string;
  /** What the template's resources hold, without the three kinds that ours are added to. */
  readonly resources: {
    readonly others: string;
    readonly fonts: string;
    readonly xObjects: string;
    readonly graphicsStates: string;
  };
  /** Begins the names of our resources; no name of the template begins so. */
  readonly names: string;
  /** Lower-left corner of the unrotated page. */
  readonly origin: { readonly x: number; readonly y: number };
};
