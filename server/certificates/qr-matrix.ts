import { countBits, makeQrVersion, type QrVersion } from './qr-version.ts';

/** A QR code as one bit a module, 1 = dark; rows begin on a byte, the highest bit is the left-most module. */
export type QrBitmap = { readonly size: number; readonly stride: number; readonly bytes: Uint8Array };

/** A version once made, with room for its message and the table of its error correction. */
type Ready = { readonly form: QrVersion; readonly message: Uint8Array; readonly table: Int32Array };

/** Level M never has more than 30 bytes of error correction in a block: eight words. */
const words = 8;

const longestVersion = 40;

/**
 * Draws QR codes at level M in byte mode with one fixed mask: readers take the mask from the format bits, and trying
 * all eight costs more than everything else. What depends on the version alone is made once. Source: ISO/IEC 18004.
 */
export function createQrEncoder() {
  const versions: (Ready | undefined)[] = [];
  const field = makeField();

  /** Null where the text is longer than a code can hold (2,331 bytes). ASCII only: the bytes are its character codes. */
  function encode(text: string): QrBitmap | null {
    const ready = pick(text.length);
    if (!ready) return null;
    fillMessage(text, ready);
    const { form } = ready;
    const bytes = form.base.slice();
    interleave(ready, bytes);
    return { size: form.size, stride: form.stride, bytes };
  }

  function pick(length: number): Ready | null {
    for (let version = 1; version <= longestVersion; version += 1) {
      const ready = (versions[version] ??= prepare(version));
      if (ready.form.capacity >= length) return ready;
    }
    return null;
  }

  function prepare(version: number): Ready {
    const form = makeQrVersion(version);
    return { form, message: new Uint8Array(form.dataCodewords), table: field.tableOf(form.eccPerBlock) };
  }

  return { encode };
}

export type QrEncoder = ReturnType<typeof createQrEncoder>;

function fillMessage(text: string, { form, message }: Ready): void {
  // Byte mode is 0100; the length and all that follows stand half a byte off.
  const length = text.length;
  let at = 0;
  let half = 0b0100;
  const push = (byte: number) => {
    message[at] = (half << 4) | (byte >> 4);
    half = byte & 15;
    at += 1;
  };
  if (countBits(form.version) === 16) push(length >> 8);
  push(length & 0xff);
  for (let index = 0; index < length; index += 1) push(text.charCodeAt(index));
  push(0);
  for (let pad = 0xec; at < message.length; pad ^= 0xec ^ 0x11) {
    message[at] = pad;
    at += 1;
  }
}

/** Places data, then error correction, each taken in turn from the blocks. Source: ISO/IEC 18004 section 7.6. */
function interleave({ form, message, table }: Ready, bytes: Uint8Array): void {
  const { blocks, eccPerBlock, dataCodewords } = form;
  const shortLength = Math.floor(dataCodewords / blocks);
  const shortBlocks = blocks - (dataCodewords % blocks);
  const rest = new Int32Array(words);

  for (let block = 0, start = 0; block < blocks; block += 1) {
    const length = block < shortBlocks ? shortLength : shortLength + 1;
    divide(message, { start, length, table, rest });
    for (let column = 0; column < shortLength; column += 1) {
      placeByte(form, bytes, message[start + column] ?? 0, column * blocks + block);
    }
    if (length > shortLength) {
      placeByte(form, bytes, message[start + shortLength] ?? 0, shortLength * blocks + block - shortBlocks);
    }
    for (let column = 0; column < eccPerBlock; column += 1) {
      const codeword = (rest[column >> 2] ?? 0) >>> (24 - 8 * (column & 3));
      placeByte(form, bytes, codeword & 0xff, dataCodewords + column * blocks + block);
    }
    start += length;
  }
}

type Division = {
  readonly start: number;
  readonly length: number;
  readonly table: Int32Array;
  readonly rest: Int32Array;
};

/**
 * The remainder by the generator polynomial, shifted through eight words: four times as fast as byte by byte.
 */
function divide(message: Uint8Array, { start, length, table, rest }: Division): void {
  let [a, b, c, d, e, f, g, h] = [0, 0, 0, 0, 0, 0, 0, 0];
  const at32 = (index: number) => Number(table[index]);
  for (let at = start; at < start + length; at += 1) {
    const row = (Number(message[at]) ^ (a >>> 24)) * words;
    a = ((a << 8) | (b >>> 24)) ^ at32(row);
    b = ((b << 8) | (c >>> 24)) ^ at32(row + 1);
    c = ((c << 8) | (d >>> 24)) ^ at32(row + 2);
    d = ((d << 8) | (e >>> 24)) ^ at32(row + 3);
    e = ((e << 8) | (f >>> 24)) ^ at32(row + 4);
    f = ((f << 8) | (g >>> 24)) ^ at32(row + 5);
    g = ((g << 8) | (h >>> 24)) ^ at32(row + 6);
    h = (h << 8) ^ at32(row + 7);
  }
  rest.set([a, b, c, d, e, f, g, h]);
}

/** Without a branch on the bit: half of them would be guessed wrong. */
function placeByte({ places }: QrVersion, bytes: Uint8Array, codeword: number, index: number): void {
  for (let bit = 7, at = index * 8; bit >= 0; bit -= 1, at += 1) {
    const place = places[at] ?? 0;
    const byte = place >> 8;
    bytes[byte] = (bytes[byte] ?? 0) ^ (place & 0xff & -((codeword >> bit) & 1));
  }
}

/** Arithmetic in GF(256) modulo x^8+x^4+x^3+x^2+1. Source: ISO/IEC 18004 section 7.5. */
function makeField() {
  const power = new Uint8Array(255);
  const logarithm = new Uint8Array(256);
  for (let exponent = 0, value = 1; exponent < 255; exponent += 1) {
    power[exponent] = value;
    logarithm[value] = exponent;
    value = (value << 1) ^ (value & 0x80 ? 0x11d : 0);
  }
  const times = (one: number, other: number) =>
    one === 0 || other === 0 ? 0 : (power[((logarithm[one] ?? 0) + (logarithm[other] ?? 0)) % 255] ?? 0);

  /** Coefficients below the leading one, highest first. */
  function generator(degree: number): number[] {
    let coefficients = [1];
    for (let root = 0; root < degree; root += 1) {
      const factor = power[root] ?? 0;
      coefficients = [...coefficients, 0].map((value, at) => value ^ times(coefficients[at - 1] ?? 0, factor));
    }
    return coefficients.slice(1);
  }

  /** For each leading byte, what to add to the bytes behind it, as eight words. */
  function tableOf(degree: number): Int32Array {
    const coefficients = generator(degree);
    const table = new Int32Array(256 * words);
    for (let factor = 0; factor < 256; factor += 1) {
      coefficients.forEach((value, at) => {
        const word = factor * words + (at >> 2);
        table[word] = (table[word] ?? 0) | (times(value, factor) << (24 - 8 * (at & 3)));
      });
    }
    return table;
  }

  return { tableOf };
}
