import type { MissingGlyph } from '../certificates/certificates.ts';
import { Refusal } from '../refusal.ts';
import type { Student } from '../students/students.ts';

/** A character of a row that the font of a field of its certificate lacks: nobody can draw that certificate. */
export type GlyphRow = MissingGlyph & { readonly round_id: string; readonly sbd: string };

type GlyphsOf = (row: Student['columns']) => readonly MissingGlyph[];

/** Every such character of a list, each once per row and field, in the order of the rows. */
export function* findMissingGlyphs(students: Iterable<Student>, glyphsOf: GlyphsOf): Generator<GlyphRow> {
  for (const { roundId, sbd, columns } of students) {
    for (const { field, font, character } of missingIn(columns, glyphsOf)) {
      yield { round_id: roundId, sbd, field, font, character };
    }
  }
}

/** A value that is too long to be drawn has its own refusal, and is no matter of fonts. */
function missingIn(row: Student['columns'], glyphsOf: GlyphsOf): readonly MissingGlyph[] {
  try {
    return glyphsOf(row);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'certificate.value-too-long') return [];
    throw error;
  }
}
