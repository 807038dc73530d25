import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

const dotsPerModule = 4;
const quiet = 4 * dotsPerModule;

/** Takes the mask of the QR code out of a certificate and lets a reader see it; empty where it reads nothing. */
export async function readQr(file: Buffer): Promise<string> {
  const head = /\/Width (\d+)\/Height \d+\/ImageMask true.*?\/Length (\d+)>>stream\n/.exec(file.toString('latin1'));
  if (!head) return '';
  const [size, length] = [Number(head[1]), Number(head[2])];
  const start = head.index + head[0].length;
  const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
  const wasmBinary = new Uint8Array(wasm).buffer;
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
  const [read] = await readBarcodes(paint(file.subarray(start, start + length), size), { formats: ['QRCode'] });
  return read?.text ?? '';
}

function paint(bits: Uint8Array, size: number) {
  const side = size * dotsPerModule + 2 * quiet;
  const stride = Math.ceil(size / 8);
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  for (let y = quiet; y < side - quiet; y += 1) {
    for (let x = quiet; x < side - quiet; x += 1) {
      const [column, row] = [Math.floor((x - quiet) / dotsPerModule), Math.floor((y - quiet) / dotsPerModule)];
      const isDark = Number(bits[row * stride + (column >> 3)]) & (0x80 >> (column & 7));
      if (isDark) data.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3);
    }
  }
  return { data, width: side, height: side, colorSpace: 'srgb' as const };
}
