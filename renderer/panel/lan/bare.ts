/** An address as people type it. */
export function bare(url: string): string {
  return url.replace(/^http:\/\//, '');
}
