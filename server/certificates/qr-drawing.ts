import type { ByteWriter } from './byte-writer.ts';
import { toPdfNumber } from './pdf-text.ts';
import type { QrBitmap } from './qr-matrix.ts';

/** A code and its place: lower-left corner and side in points. The quiet zone lies inside the side. */
export type PlacedQr = {
  readonly bitmap: QrBitmap;
  readonly x: number;
  readonly y: number;
  readonly side: number;
};

/** Modules of white around a code. Source: ISO/IEC 18004 section 6.3.8. */
const quietModules = 4;

/** Where the dark modules go, the quiet zone taken off. */
export function insideQuietZone({ bitmap, x, y, side }: PlacedQr): { x: number; y: number; side: number } {
  const module = side / (bitmap.size + 2 * quietModules);
  return { x: x + module * quietModules, y: y + module * quietModules, side: module * bitmap.size };
}

/** White under the whole side, so that the quiet zone is quiet on any template; then the dark modules. */
export function toQrOperators(qr: PlacedQr, imageName: string): string {
  const inside = insideQuietZone(qr);
  const [side, whole] = [toPdfNumber(inside.side), toPdfNumber(qr.side)];
  return (
    `1 g ${toPdfNumber(qr.x)} ${toPdfNumber(qr.y)} ${whole} ${whole} re f 0 g ` +
    `q ${side} 0 0 ${side} ${toPdfNumber(inside.x)} ${toPdfNumber(inside.y)} cm /${imageName} Do Q\n`
  );
}

/** A mask of one bit a module: a tenth of the bytes of a path, and it is read as well at 150 dpi. */
export function writeQrImage(writer: ByteWriter, { bitmap: { size, bytes } }: PlacedQr): void {
  writer.text(
    `<</Type/XObject/Subtype/Image/Width ${size}/Height ${size}/ImageMask true/BitsPerComponent 1/Decode[1 0]` +
      `/Interpolate false/Length ${bytes.length}>>stream\n`,
  );
  writer.bytes(bytes);
  writer.text('\nendstream\nendobj\n');
}
