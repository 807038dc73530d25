import type { ByteWriter } from './byte-writer.ts';
import type { Font } from './fonts.ts';
import type { Outlines } from './font-outlines.ts';
import { writeMiniFont } from './mini-font.ts';
import { toHex4, type Letter, type Typeface } from './typeface.ts';

/** The letters of one font that one document uses, numbered from 1 in the order of their first use. */
export type FontUse = ReturnType<typeof createFontUse>;

/** Where the objects go: the number of the first, and what begins an object in the file. */
type Place = { readonly next: number; readonly begin: (number: number) => void };

export function createFontUse(typeface: Typeface) {
  const head = describe(typeface);
  let letters: Letter[] = [];
  let numbers = new Map<number, string>();

  /** The text as the numbers of its letters; characters that the font lacks are left out. */
  function toHex(text: string): string {
    let hex = '';
    for (let at = 0; at < text.length; at += 1) {
      const codePoint = text.codePointAt(at) ?? 0;
      if (codePoint > 0xffff) at += 1;
      hex += numbers.get(codePoint) ?? add(codePoint);
    }
    return hex;
  }

  function add(codePoint: number): string {
    const letter = typeface.letterOf(codePoint);
    if (!letter) return '';
    letters.push(letter);
    const number = toHex4(letters.length);
    numbers.set(codePoint, number);
    return number;
  }

  function reset(): void {
    letters = [];
    numbers = new Map();
  }

  return { typeface, head, toHex, reset, isUsed: () => letters.length > 0, letters: (): readonly Letter[] => letters };
}

/** What does not depend on the letters. Source: ISO 32000-1 sections 9.7, 9.8. */
function describe({ font, index }: Typeface) {
  // Tags must differ within one file; ours tell by their last letters which font of the config it is.
  const tag = `LVT${letterAt(index / 676)}${letterAt(index / 26)}${letterAt(index)}`;
  const { bbox, ascent, descent, capHeight, italicAngle } = font.metrics;
  const italic = italicAngle === 0 ? 0 : 64;
  return {
    baseFont: `/BaseFont/${tag}+${font.name}`,
    descriptor:
      `/Type/FontDescriptor/FontName/${tag}+${font.name}/Flags ${4 + italic}/FontBBox[${bbox.join(' ')}]` +
      `/ItalicAngle ${italicAngle}/Ascent ${ascent}/Descent ${descent}/CapHeight ${capHeight}/StemV 80`,
  };
}

function letterAt(index: number): string {
  return String.fromCharCode(65 + (Math.floor(index) % 26));
}

/** Five objects: font, descendant, descriptor, file, table of characters. Returns the next free number. */
export function writeFontObjects(writer: ByteWriter, use: FontUse, { next, begin }: Place): number {
  const { font } = use.typeface;
  if (!hasOutlines(font)) return next;
  const [descendant, descriptor, file, unicode] = [next + 1, next + 2, next + 3, next + 4];
  const { baseFont, descriptor: description } = use.head;
  const letters = use.letters();

  begin(next);
  writer.text(
    `<</Type/Font/Subtype/Type0${baseFont}/Encoding/Identity-H/DescendantFonts[${descendant} 0 R]` +
      `/ToUnicode ${unicode} 0 R>>\nendobj\n`,
  );
  begin(descendant);
  let widths = '';
  for (const { widthText } of letters) widths += `${widthText} `;
  writer.text(
    `<</Type/Font/Subtype/CIDFontType2${baseFont}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>` +
      `/FontDescriptor ${descriptor} 0 R/DW 1000/W[1[${widths}]]/CIDToGIDMap/Identity>>\nendobj\n`,
  );
  begin(descriptor);
  writer.text(`<<${description}/FontFile2 ${file} 0 R>>\nendobj\n`);
  begin(unicode);
  const map = toUnicodeMap(letters);
  writer.text(`<</Length ${map.length}>>stream\n${map}\nendstream\nendobj\n`);
  begin(file);
  writeFile(writer, font, letters);
  return next + 5;
}

/** The length stands before the bytes it counts, so room is left for it. */
function writeFile(writer: ByteWriter, font: OutlinedFont, letters: readonly Letter[]): void {
  const room = '          ';
  writer.text('<</Length ');
  const lengthAt = writer.length();
  writer.text(`${room}/Length1 ${room}>>stream\n`);
  // Glyph 0 stands for what is missing; it has to be there and is never shown.
  const glyphs = [0];
  for (const { glyph } of letters) glyphs.push(glyph);
  const bytes = String(writeMiniFont(writer, font, glyphs));
  const buffer = writer.reserve(0);
  const at = writer.position() - writer.length() + lengthAt;
  buffer.write(bytes, at, 'latin1');
  buffer.write(bytes, at + room.length + '/Length1 '.length, 'latin1');
  writer.text('\nendstream\nendobj\n');
}

type OutlinedFont = Font & { readonly outlines: Outlines };

function hasOutlines(font: Font): font is OutlinedFont {
  return font.outlines !== null;
}

const mapHead =
  '/CIDInit/ProcSet findresource begin 12 dict begin begincmap/CMapType 2 def/CMapName/LVT def' +
  '/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n' +
  '1 begincodespacerange<0000><FFFF>endcodespacerange\n';
const mapEnd = 'endcmap end end';
/** A range may not cross a change of the first byte. */
const rangeLength = 256;

/** Says which characters the numbers are, so that text can be selected and searched. Source: ISO 32000-1 section 9.10.3. */
function toUnicodeMap(letters: readonly Letter[]): string {
  let map = mapHead;
  for (let start = 1; start <= letters.length; start = (Math.floor(start / rangeLength) + 1) * rangeLength) {
    const end = Math.min(letters.length, Math.floor(start / rangeLength) * rangeLength + rangeLength - 1);
    map += `1 beginbfrange<${toHex4(start)}><${toHex4(end)}>[`;
    for (let number = start; number <= end; number += 1) map += `<${letters[number - 1]?.unicodeHex ?? ''}>`;
    map += ']endbfrange\n';
  }
  return map + mapEnd;
}
