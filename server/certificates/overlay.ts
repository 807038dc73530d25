import type { CertConfig, LayoutFieldConfig } from '../config/cert-config.ts';
import { Refusal } from '../refusal.ts';
import type { Row } from '../students/students.ts';
import { toShownDate } from '../values/dob.ts';
import { readHexColor, type Color } from '../values/hex-color.ts';
import { toDrawnText, wrapText } from './text-lines.ts';
import type { Typeface } from './typeface.ts';

/** One line of text at its baseline, in points from the lower-left corner of the unrotated page. */
export type PlacedLine = { readonly text: string; readonly x: number; readonly y: number; readonly style: TextStyle };
export type TextStyle = { readonly font: string; readonly size: number; readonly color: Color };

/** A character that cannot be drawn because the font of its field lacks it. */
export type MissingGlyph = { readonly field: string; readonly font: string; readonly character: string };

export type Typefaces = ReadonlyMap<string, Typeface>;
export type Overlay = ReturnType<typeof createOverlay>;

type Value = { readonly field: string; readonly text: string };
type CompiledField = LayoutFieldConfig & { readonly field: string; readonly column: string; readonly style: TextStyle };

const longestValue = 1000;
const lineHeight = 1.2;

/** What is written over the template, by the layout of the config. Source: upstream pdf/overlay.py. */
export function createOverlay({ layout, data_mapping: columns }: CertConfig) {
  const columnOf: Readonly<Record<string, string | null>> = {
    ...Object.fromEntries(columns.extra_cols.map((column) => [column, column])),
    name: columns.name_col,
    dob: columns.dob_col,
    school: columns.school_col,
    grade: columns.grade_col,
    phone: columns.phone_col,
  };
  const fields = Object.entries(layout.fields).flatMap(([field, form]): CompiledField[] => {
    const column = columnOf[field];
    if (!column) return [];
    return [{ ...form, field, column, style: { font: form.font, size: form.size, color: readHexColor(form.color) } }];
  });

  /** Keys of the fonts that may be needed. */
  const fonts = [...new Set(fields.map(({ font }) => font))];

  /**
   * The lines of one student's certificate. Refuses a value over 1,000 characters, then characters that a font lacks:
   * never a blank box.
   */
  function place(row: Row, typefaces: Typefaces): PlacedLine[] {
    const missing = findMissing(row, typefaces);
    if (missing.length > 0) throw refuseMissing(missing);
    return fields.flatMap((field) => placeField(field, drawnFrom(row, field.column), typefaces));
  }

  function placeField({ style, ...form }: CompiledField, text: string, typefaces: Typefaces): PlacedLine[] {
    if (text === '') return [];
    return wrapText(text, form.wrap).map((line, index) => {
      const width = ((typefaces.get(form.font)?.widthOf(line) ?? 0) * form.size) / 1000;
      return {
        text: line,
        x: form.x - width * (form.align === 'left' ? 0 : form.align === 'center' ? 0.5 : 1),
        y: form.y - index * form.size * lineHeight,
        style,
      };
    });
  }

  /** Each character once per field. */
  function findMissing(row: Row, typefaces: Typefaces): MissingGlyph[] {
    return fields.flatMap(({ field, font, column }) => {
      const text = requireShort({ field, text: drawnFrom(row, column) });
      const typeface = typefaces.get(font);
      const lacks = (character: string) => typeface?.letterOf(character.codePointAt(0) ?? 0) === undefined;
      if (!hasAny(text, lacks)) return [];
      return [...new Set(Array.from(text).filter(lacks))].map((character) => ({ field, font, character }));
    });
  }

  return { place, findMissing, fonts };
}

function drawnFrom(row: Row, column: string): string {
  return toShownDate(toDrawnText(row[column] ?? ''));
}

function hasAny(text: string, is: (character: string) => boolean): boolean {
  for (const character of text) if (is(character)) return true;
  return false;
}

function requireShort({ field, text }: Value): string {
  if (text.length <= longestValue || Array.from(text).length <= longestValue) return text;
  const message = `field '${field}' is longer than ${longestValue} characters`;
  throw new Refusal('invalid', 'certificate.value-too-long', message, { field });
}

function refuseMissing(missing: readonly MissingGlyph[]): Refusal {
  const [first] = missing;
  const field = first?.field ?? '';
  const characters = missing.filter((one) => one.field === field).map(({ character }) => character);
  const named = characters.map((character) => `'${character}' (${toCodeName(character)})`).join(', ');
  const message = `the font '${first?.font ?? ''}' has no ${named}, needed in field '${field}'`;
  return new Refusal('unprocessable', 'certificate.missing-glyph', message, { field, characters });
}

function toCodeName(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
