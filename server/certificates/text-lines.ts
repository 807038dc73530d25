/**
 * A value as it is drawn: NFC, trimmed, line breaks and tabs as spaces, without characters that have no shape. Empty
 * where nothing is left to draw.
 */
export function toDrawnText(value: string): string {
  if (/^[ -~]*$/.test(value)) return value.trim();
  return value
    .normalize('NFC')
    .replace(/[\t\n\v\f\r\u2028\u2029\u00A0]/g, ' ')
    .replace(shapeless, '')
    .trim();
}

const shapeless = /[\p{Cc}\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF]/gu;

/** A word, cut after a hyphen that stands between two letters on each side; or the white space between words. */
const piece = /\s+|\S+?(?:(?<=[\p{L}_]{2}-)(?=[\p{L}_]-?[\p{L}_])|(?=\s)|$)/gu;

/**
 * Breaks at words by the count of characters, also after hyphens; a word longer than a line is cut where the line ends.
 * Source: upstream pdf/overlay.py, which takes Python's textwrap.
 */
export function wrapText(text: string, width: number | null): readonly string[] {
  if (width === null || text.length <= width) return [text];
  const lines: string[] = [];
  const pieces = text.replace(/\s/g, ' ').match(piece)?.reverse() ?? [];
  while (pieces.length > 0) {
    const line = takeLine(pieces, width, lines.length > 0).trimEnd();
    if (line) lines.push(line);
  }
  return lines;
}

function takeLine(pieces: string[], width: number, isLater: boolean): string {
  if (isLater && pieces.at(-1)?.trim() === '') pieces.pop();
  let line: string[] = [];
  for (let next = pieces.at(-1); next !== undefined; next = pieces.at(-1)) {
    const characters = Array.from(next);
    if (line.length + characters.length > width) {
      if (characters.length > width) line = line.concat(cut(pieces, characters, width - line.length));
      break;
    }
    line = line.concat(characters);
    pieces.pop();
  }
  return line.join('');
}

/** As much of a long word as fits, after its last hyphen where there is one; the rest waits for the next line. */
function cut(pieces: string[], characters: readonly string[], fits: number): readonly string[] {
  const hyphen = characters.slice(0, fits).lastIndexOf('-');
  const end = hyphen > 0 && characters.slice(0, hyphen).some((character) => character !== '-') ? hyphen + 1 : fits;
  pieces[pieces.length - 1] = characters.slice(end).join('');
  return characters.slice(0, end);
}
