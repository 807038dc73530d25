import { create } from 'qrcode';
import { describe, expect, it } from 'vitest';
import { createQrEncoder, type QrBitmap } from './qr-matrix.ts';

const isDark = ({ stride, bytes }: QrBitmap, x: number, y: number) =>
  ((bytes[y * stride + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0;

const rowsOf = (bitmap: QrBitmap) =>
  Array.from({ length: bitmap.size }, (_, y) =>
    Array.from({ length: bitmap.size }, (_, x) => (isDark(bitmap, x, y) ? '#' : '.')).join(''),
  );

describe('a QR code', { timeout: 30_000 }, () => {
  const { encode } = createQrEncoder();

  it('is module for module what the qrcode package draws, in each of the 40 versions', () => {
    for (let length = 1; length <= 2331; length += length < 250 ? 3 : 37) {
      const text = 'https://cert.example/certificate-checker?blob=aZ09-_.'.repeat(50).slice(0, length);
      const other = create([{ data: Buffer.from(text), mode: 'byte' }], { errorCorrectionLevel: 'M', maskPattern: 3 });
      const bitmap = encode(text);
      const { size, data } = other.modules;
      const expected = Array.from({ length: size }, (_, y) =>
        Array.from(data.subarray(y * size, (y + 1) * size), (bit) => (bit ? '#' : '.')).join(''),
      );
      expect(bitmap && rowsOf(bitmap), `${length} characters`).toEqual(expected);
    }
  });

  it('is none where the text is longer than version 40 holds', () => {
    expect(encode('x'.repeat(2331))?.size).toBe(177);
    expect(encode('x'.repeat(2332))).toBeNull();
  });
});
