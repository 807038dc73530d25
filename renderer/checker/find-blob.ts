/** Text longer than this holds no code of ours: looking through it would only cost time. */
const textMaxLength = 20_000;
const oneBlob = /^[\w-]+\.[\w-]+$/;

/**
 * What in a text may be the blob of a certificate, likeliest first: the part of a link after `blob=`, or the bare blob.
 * Tolerant about what stands around it (spaces, line breaks of a mail program, a full stop), not about the blob:
 * that is judged as it stands.
 */
export function findBlobs(text: string): readonly string[] {
  if (text.length > textMaxLength) return [];
  const asWritten = findIn(text.trim());
  const joined = findIn(text.replace(/\s+/g, ''));
  return [asWritten, joined].filter((blob, at, all) => blob !== null && all.indexOf(blob) === at) as readonly string[];
}

function findIn(text: string): string | null {
  const inLink = /[?&]blob=([^&#\s"'<>]*)/.exec(text)?.[1];
  if (inLink !== undefined) return decode(inLink).replace(/[.,;:!?)\]]+$/, '');
  return oneBlob.test(text) ? text : null;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // A stray per cent sign: the part is judged as it stands.
    return part;
  }
}
