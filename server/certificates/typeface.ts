import type { Font } from './fonts.ts';

/** A character of a font as the drawing needs it. `width` is in thousandths of the type size. */
export type Letter = {
  readonly codePoint: number;
  readonly glyph: number;
  readonly width: number;
  readonly widthText: string;
  /** UTF-16BE in hex, for reading the text back. */
  readonly unicodeHex: string;
};

/** A font of the config with its letters looked up once. `index` tells the fonts of one document apart. */
export type Typeface = {
  readonly key: string;
  readonly index: number;
  readonly font: Font;
  /** Undefined where the font has no such character, or only a broken or empty glyph for it. */
  readonly letterOf: (codePoint: number) => Letter | undefined;
  /** In thousandths of the type size, without kerning; characters that the font lacks count nothing. */
  readonly widthOf: (text: string) => number;
};

export function createTypeface(key: string, index: number, font: Font): Typeface {
  const letters = new Map<number, Letter | undefined>();

  function letterOf(codePoint: number): Letter | undefined {
    const known = letters.get(codePoint);
    if (known !== undefined || letters.has(codePoint)) return known;
    const letter = look(codePoint);
    letters.set(codePoint, letter);
    return letter;
  }

  function look(codePoint: number): Letter | undefined {
    const glyph = font.glyphOf(codePoint);
    if (glyph === 0) return undefined;
    if (font.outlines) {
      const outline = font.outlines(glyph);
      const mayBeEmpty = /^[\p{Z}\p{Cf}]$/u.test(String.fromCodePoint(codePoint));
      if (!outline || (outline.bytes.length === 0 && !mayBeEmpty)) return undefined;
    }
    const width = font.advanceOf(glyph);
    return {
      codePoint,
      glyph,
      width,
      widthText: String(width),
      unicodeHex: toUtf16Hex(String.fromCodePoint(codePoint)),
    };
  }

  function widthOf(text: string): number {
    let width = 0;
    for (const character of text) width += letterOf(character.codePointAt(0) ?? 0)?.width ?? 0;
    return width;
  }

  return { key, index, font, letterOf, widthOf };
}

export function toUtf16Hex(text: string): string {
  let hex = '';
  for (let at = 0; at < text.length; at += 1) hex += toHex4(text.charCodeAt(at));
  return hex;
}

/** Four digits, upper case. */
export function toHex4(value: number): string {
  return small[value] ?? spell(value);
}

function spell(value: number): string {
  return (value + 0x10000).toString(16).slice(1).toUpperCase();
}

/** Latin and Vietnamese letters, and the numbers of any document's glyphs. */
const small: readonly string[] = Array.from({ length: 0x2000 }, (_, value) => spell(value));
