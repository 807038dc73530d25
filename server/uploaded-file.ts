/** A file that comes in as the bare body of a request. */
export type UploadedFile = {
  /** As the sender named it in `X-File-Name`, percent-encoded; only shown, never used as a path. */
  readonly name: string;
  /**
   * Writes the body into a new file (0600) and gives its size. Refuses `request.empty`, `request.too-large`,
   * `request.too-slow`, `request.cut-short`, and what the disk refuses; the file is then gone.
   */
  readonly saveTo: (path: string) => Promise<number>;
};
