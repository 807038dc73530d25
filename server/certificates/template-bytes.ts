import type { PDFContext } from 'pdf-lib';
import { createByteWriter } from './byte-writer.ts';

/** The second line tells programs that the file is not text. Source: ISO 32000-1 section 7.5.2. */
const header = '%PDF-1.7\n%âãÏÓ\n';

/**
 * The beginning of a file with these objects, and the lines of the table that find them. Numbers without an object are
 * written as free.
 */
export function serialiseObjects(context: PDFContext, further: readonly (readonly [number, string])[]) {
  const writer = createByteWriter();
  const lines: string[] = new Array<string>(context.largestObjectNumber + 1).fill('0000000000 00001 f \n');
  lines[0] = '0000000000 65535 f \n';
  const begin = (number: number) => {
    lines[number] = `${String(writer.length()).padStart(10, '0')} 00000 n \n`;
    writer.text(`${number} 0 obj\n`);
  };

  writer.text(header);
  for (const [ref, object] of context.enumerateIndirectObjects()) {
    begin(ref.objectNumber);
    const size = object.sizeInBytes();
    const room = writer.reserve(size);
    object.copyBytesInto(room, writer.position());
    writer.advance(size);
    writer.text('\nendobj\n');
  }
  for (const [number, text] of further) {
    begin(number);
    writer.text(`${text}\nendobj\n`);
  }
  return { prefix: Buffer.from(writer.take()), crossReferences: Buffer.from(lines.join(''), 'latin1') };
}
